/* SPDX-License-Identifier: Apache-2.0 */
#include "signal-stack.h"

#include <errno.h>
#include <glib.h>
#include <jsc/jsc.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <ucontext.h>

/* Threads that are suspended as JavaScriptCore does it: a handler that says that it is there, and waits for a second
 * signal; and WebAssembly's frame, whose locals are below the stack pointer for one instruction of three. */

#define NUMBER SIGUSR2
#define FRAME 4096
#define PATTERN 0x5a5a5a5a5a5a5a5aul
#define ENOUGH 20

typedef struct {
  pthread_t thread;
  uintptr_t stack; /* the lowest address of it, and above the highest */
  uintptr_t stack_end;
  atomic_int n_between; /* how often it was suspended between the two steps */
  gboolean is_idle;     /* not in such a frame */
  sem_t over;           /* for one that is idle */
  atomic_bool is_over;
  gboolean is_whole; /* its frame, after it ran */
  gboolean has_own;  /* an alternate stack */
} Runner;

static sem_t answered;
static Runner *_Atomic suspended; /* of whom the next signal is */
static atomic_bool is_suspended;
static atomic_int n_elsewhere;

static void
suspend_cb (int number, siginfo_t *info, void *data)
{
  const greg_t *registers = ((ucontext_t *) data)->uc_mcontext.gregs;
  Runner *runner = atomic_load (&suspended);
  uintptr_t here = (uintptr_t) __builtin_frame_address (0);
  sigset_t others;

  if (atomic_load (&is_suspended))
    return;
  if (here < runner->stack || here >= runner->stack_end)
    atomic_fetch_add (&n_elsewhere, 1);
  if (registers[REG_RSP] == registers[REG_RBP])
    atomic_fetch_add (&runner->n_between, 1);
  atomic_store (&is_suspended, true);
  sem_post (&answered);

  sigfillset (&others);
  sigdelset (&others, NUMBER);
  sigsuspend (&others);
  atomic_store (&is_suspended, false);
  sem_post (&answered);
}

/* One at a time, as WTF locks it. */
static void
suspend_and_resume (Runner *runner)
{
  atomic_store (&suspended, runner);
  for (int i = 0; i < 2; i++) {
    g_assert_cmpint (pthread_kill (runner->thread, NUMBER), ==, 0);
    while (sem_wait (&answered) != 0)
      g_assert_cmpint (errno, ==, EINTR);
  }
}

/* Fills the frame, makes it as if calls returned to it until `is_over`, and returns how many words are other ones. A
 * processor ends several instructions at once, the same ones each time around: so the two steps stand at several
 * places among others. */
static gsize
run_frame (atomic_bool *is_over)
{
  gsize n_wrong;

  __asm__ volatile("push %%rbp\n\t"
                   "mov %%rsp, %%rbp\n\t"
                   "mov %[frame], %%r10\n\t"
                   "sub %%r10, %%rsp\n\t"
                   "mov %%rsp, %%rdi\n\t"
                   "mov %[words], %%ecx\n\t"
                   "rep stosq\n"
                   "1:\n\t"
                   ".irp others, 1, 2, 3, 4, 5, 6, 7, 8, 9\n\t"
                   ".rept \\others\n\t"
                   "nop\n\t"
                   ".endr\n\t"
                   "mov %%rbp, %%rsp\n\t"
                   "sub %%r10, %%rsp\n\t"
                   ".endr\n\t"
                   "cmpb $0, (%%rsi)\n\t"
                   "je 1b\n\t"
                   "xor %%edx, %%edx\n\t"
                   "mov %[words], %%ecx\n"
                   "2:\n\t"
                   "cmp %%rax, -8(%%rsp, %%rcx, 8)\n\t"
                   "je 3f\n\t"
                   "inc %%rdx\n"
                   "3:\n\t"
                   "dec %%ecx\n\t"
                   "jnz 2b\n\t"
                   "mov %%rbp, %%rsp\n\t"
                   "pop %%rbp"
                   : "=&d"(n_wrong)
                   : "a"(PATTERN), "S"(is_over), [frame] "i"(FRAME), [words] "i"(FRAME / 8)
                   : "rcx", "rdi", "r10", "cc", "memory");
  return n_wrong;
}

static void *
run_cb (void *data)
{
  Runner *self = data;
  stack_t own;

  if (!self->is_idle)
    self->is_whole = run_frame (&self->is_over) == 0;
  while (self->is_idle && sem_wait (&self->over) != 0)
    g_assert_cmpint (errno, ==, EINTR);
  g_assert_cmpint (sigaltstack (NULL, &own), ==, 0);
  self->has_own = !(own.ss_flags & SS_DISABLE);
  return NULL;
}

static void
runner_begin (Runner *self, gboolean is_idle)
{
  pthread_attr_t attributes;
  void *stack;
  size_t size;

  *self = (Runner){ .is_idle = is_idle };
  sem_init (&self->over, 0, 0);
  g_assert_cmpint (pthread_create (&self->thread, NULL, run_cb, self), ==, 0);
  g_assert_cmpint (pthread_getattr_np (self->thread, &attributes), ==, 0);
  g_assert_cmpint (pthread_attr_getstack (&attributes, &stack, &size), ==, 0);
  pthread_attr_destroy (&attributes);
  self->stack = (uintptr_t) stack;
  self->stack_end = self->stack + size;
}

static void
runner_end (Runner *self)
{
  atomic_store (&self->is_over, true);
  sem_post (&self->over);
  g_assert_cmpint (pthread_join (self->thread, NULL), ==, 0);
}

static void
install_handler (void)
{
  struct sigaction action = { .sa_sigaction = suspend_cb, .sa_flags = SA_SIGINFO | SA_RESTART };

  sigfillset (&action.sa_mask);
  g_assert_cmpint (sigaction (NUMBER, &action, NULL), ==, 0);
}

/* That the rest can fail: as it comes, the frame does not stay as it was. */
static void
test_unwrapped (void)
{
  Runner runner;

  install_handler ();
  runner_begin (&runner, FALSE);
  while (atomic_load (&runner.n_between) == 0)
    suspend_and_resume (&runner);
  runner_end (&runner);
  g_assert_false (runner.is_whole);
}

static void
wrap (void)
{
  install_handler ();
  g_assert_true (pyxis_signal_stack_wrap (NUMBER));
  atomic_store (&n_elsewhere, 0);
}

static void
test_frame (void)
{
  Runner runner;

  wrap ();
  runner_begin (&runner, FALSE);
  suspend_and_resume (&runner);
  while (atomic_load (&runner.n_between) < ENOUGH)
    suspend_and_resume (&runner);
  runner_end (&runner);
  g_assert_true (runner.is_whole);
  g_assert_true (runner.has_own);
  g_assert_cmpint (atomic_load (&n_elsewhere), ==, 0);
}

/* More than there are stacks, of which each ended before the next began. */
static void
test_after_others (void)
{
  wrap ();
  for (int i = 0; i < 200; i++) {
    Runner runner;

    runner_begin (&runner, TRUE);
    for (int j = 0; j < 3; j++)
      suspend_and_resume (&runner);
    runner_end (&runner);
    g_assert_true (runner.has_own);
  }
  g_assert_cmpint (atomic_load (&n_elsewhere), ==, 0);
}

/* More than there are stacks, at once: the last ones are suspended all the same. */
static void
test_too_many (void)
{
  g_autofree Runner *runners = g_new0 (Runner, 70);
  int n_own = 0;

  wrap ();
  for (int i = 0; i < 70; i++)
    runner_begin (&runners[i], TRUE);
  for (int i = 0; i < 70; i++)
    for (int j = 0; j < 3; j++)
      suspend_and_resume (&runners[i]);
  for (int i = 0; i < 70; i++) {
    runner_end (&runners[i]);
    n_own += runners[i].has_own;
  }
  g_assert_cmpint (n_own, ==, 64);
  g_assert_cmpint (atomic_load (&n_elsewhere), ==, 0);
}

static void
test_refused (void)
{
  struct sigaction plain = { .sa_handler = SIG_IGN };
  struct sigaction nested = { .sa_sigaction = suspend_cb, .sa_flags = SA_SIGINFO | SA_NODEFER };

  g_assert_cmpint (sigaction (NUMBER, &plain, NULL), ==, 0);
  g_assert_false (pyxis_signal_stack_wrap (NUMBER));
  g_assert_cmpint (sigaction (NUMBER, &nested, NULL), ==, 0);
  g_assert_false (pyxis_signal_stack_wrap (NUMBER));
  wrap ();
  g_assert_false (pyxis_signal_stack_wrap (NUMBER));
}

static stack_t
get_stack (void)
{
  stack_t found;

  g_assert_cmpint (sigaltstack (NULL, &found), ==, 0);
  return found;
}

static stack_t
  within[2]; /* the alternate stack while a handler runs, and while one interrupts that */
static int depth;

static void
look_cb (int number, siginfo_t *info, void *data)
{
  sigset_t others;
  int mine = depth++;

  within[mine] = get_stack ();
  errno = EDOM;
  sigfillset (&others);
  sigdelset (&others, NUMBER);
  if (mine == 0) {
    raise (NUMBER);
    sigsuspend (&others);
  }
  depth--;
}

/* A thread that has a stack of its own for signals keeps it. While a handler runs there is none, whoever interrupts it,
 * and nothing of what a handler does is seen after it. */
static void
test_nested (void)
{
  static unsigned char own[64 * 1024];
  struct sigaction action = { .sa_sigaction = look_cb, .sa_flags = SA_SIGINFO };
  stack_t after;

  g_assert_cmpint (sigaction (NUMBER, &action, NULL), ==, 0);
  g_assert_true (pyxis_signal_stack_wrap (NUMBER));
  g_assert_cmpint (sigaltstack (&(stack_t){ .ss_sp = own, .ss_size = sizeof own }, NULL), ==, 0);
  for (int way = 0; way < 3; way++) {
    errno = 0;
    raise (NUMBER);
    g_assert_cmpint (errno, ==, 0);
    for (int i = 0; i < 2; i++)
      g_assert_true (within[i].ss_flags & SS_DISABLE);
    after = get_stack ();
    g_assert_false (after.ss_flags & SS_DISABLE);
    g_assert_cmpint (after.ss_sp == own, ==, way == 0);
    /* Then with ours. */
    if (way == 0)
      g_assert_cmpint (sigaltstack (&(stack_t){ .ss_flags = SS_DISABLE }, NULL), ==, 0);
  }
}

static void
suspend_from_cb (int number, siginfo_t *info, void *data)
{
  raise (NUMBER);
  within[0] = get_stack ();
}

/* Another handler that has asked for such a stack, and is on ours when the signal comes. */
static void
test_other_handler (void)
{
  struct sigaction action = { .sa_sigaction = look_cb, .sa_flags = SA_SIGINFO };
  struct sigaction other = { .sa_sigaction = suspend_from_cb, .sa_flags = SA_SIGINFO | SA_ONSTACK };

  g_assert_cmpint (sigaction (NUMBER, &action, NULL), ==, 0);
  g_assert_true (pyxis_signal_stack_wrap (NUMBER));
  g_assert_cmpint (sigaction (SIGALRM, &other, NULL), ==, 0);
  raise (NUMBER);
  raise (SIGALRM);
  g_assert_true (within[0].ss_flags & SS_DISABLE);
  g_assert_false (get_stack ().ss_flags & SS_DISABLE);
}

/* The sum of as many threes as it is told. */
static const char sum_script[] = "const bytes = Uint8Array.of (0, 97, 115, 109, 1, 0, 0, 0, 1, 6, "
                                 "1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1,"
                                 " 102, 0, 0, 10, 27, 1, 25, 1, 1, 127, 3, 64, 32, 1, 65, 3, 106, "
                                 "33, 1, 32, 0, 65, 1, 107, 34, 0, 13, 0, 11, 32,"
                                 " 1, 11);"
                                 "const run = () => new WebAssembly.Instance (new "
                                 "WebAssembly.Module (bytes)).exports.f (1000000);";

/* Reads beyond a memory of one page, for which JavaScriptCore has a signal of its own. */
static const char trap_script[] =
  "const bytes = Uint8Array.of (0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, "
  "0, 5, 3, 1, 0,"
  " 1, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 32, 0, 40, 2, 0, 11);"
  "try { new WebAssembly.Instance (new WebAssembly.Module (bytes)).exports.f (0x7fffffff); }"
  "catch (error) { error.constructor.name; }";

/* JavaScriptCore's own handler, and its own signals: it sends them as it compiles a function that is called often. */
static void
test_javascriptcore (void)
{
  g_autoptr (JSCContext) context = jsc_context_new ();
  g_autoptr (JSCContext) other = jsc_context_new ();
  g_autoptr (JSCValue) caught = NULL;
  g_autofree char *name = NULL;
  stack_t own = { .ss_flags = SS_DISABLE };

  g_assert_true (pyxis_signal_stack_wrap_suspension ());
  g_object_unref (jsc_context_evaluate (context, sum_script, -1));
  while (own.ss_flags & SS_DISABLE) {
    g_autoptr (JSCValue) sum = jsc_context_evaluate (context, "run ()", -1);

    g_assert_cmpint (jsc_value_to_int32 (sum), ==, 3000000);
    g_assert_cmpint (sigaltstack (NULL, &own), ==, 0);
  }

  caught = jsc_context_evaluate (other, trap_script, -1);
  name = jsc_value_to_string (caught);
  g_assert_cmpstr (name, ==, "RuntimeError");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sem_init (&answered, 0, 0);
  g_test_add_func ("/signal-stack/unwrapped", test_unwrapped);
  g_test_add_func ("/signal-stack/frame", test_frame);
  g_test_add_func ("/signal-stack/after-others", test_after_others);
  g_test_add_func ("/signal-stack/too-many", test_too_many);
  g_test_add_func ("/signal-stack/refused", test_refused);
  g_test_add_func ("/signal-stack/nested", test_nested);
  g_test_add_func ("/signal-stack/other-handler", test_other_handler);
  g_test_add_func ("/signal-stack/javascriptcore", test_javascriptcore);
  return g_test_run ();
}
