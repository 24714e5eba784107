/* SPDX-License-Identifier: Apache-2.0 */
#include "signal-stack.h"

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define JAVASCRIPTCORE "libjavascriptcoregtk-"
/* How far below the stack pointer there may be something of the interrupted code: a frame of 2,000 locals, or a call
 * with as many arguments. It is there: JavaScriptCore leaves twice that unused at the end of a stack (reservedZoneSize),
 * and of one of 8 MiB 3 MiB (maxPerThreadStackUsage). */
#define MARGIN (32 * 1024)
/* Of Linux since 4.7, whose own header (linux/signal.h) excludes the C library's. */
#ifndef SS_AUTODISARM
#define SS_AUTODISARM ((int) (1u << 31))
#endif
#define N_STACKS 64
/* Other handlers of the thread that ask for such a stack have it too. Linux writes 3.5 KiB of registers with AVX-512,
 * 11 KiB with AMX. */
#define STACK_SIZE (64 * 1024)

/* Of the process, as its handlers are. Each stack is of the thread that is its owner, 0: of none. Nothing tells us that
 * a thread ends; its stack is given to the next one that has none. */
static struct sigaction wrapped;
static _Atomic pid_t owners[N_STACKS];
static _Alignas(16) unsigned char stacks[N_STACKS][STACK_SIZE];

static bool
is_of_stacks (uintptr_t address)
{
  return address >= (uintptr_t) stacks && address < (uintptr_t) stacks + sizeof stacks;
}

static bool
is_gone (pid_t thread)
{
  return syscall (SYS_tgkill, getpid (), thread, 0) != 0 && errno == ESRCH;
}

/* (nullable): a thread's own. The number of one that ended may have come again. */
static unsigned char *
find_stack (pid_t thread)
{
  for (int i = 0; i < N_STACKS; i++)
    if (atomic_load (&owners[i]) == thread)
      return stacks[i];
  for (int i = 0; i < N_STACKS; i++) {
    pid_t owner = atomic_load (&owners[i]);

    if ((owner == 0 || is_gone (owner)) &&
        atomic_compare_exchange_strong (&owners[i], &owner, thread))
      return stacks[i];
  }
  return NULL;
}

/* Linux's rt_sigreturn sets the thread's alternate stack to what the context says. While a handler runs on it, it is
 * not armed: the signal that ends the suspension interrupts the handler on the thread's stack, and would begin at the
 * top again. */
static void
arm (ucontext_t *context)
{
  unsigned char *stack = find_stack ((pid_t) syscall (SYS_gettid));

  context->uc_stack =
    stack ? (stack_t){ .ss_sp = stack, .ss_size = STACK_SIZE, .ss_flags = SS_AUTODISARM }
          : (stack_t){ .ss_flags = SS_DISABLE };
}

/* On the thread's stack. One for signals that is not disarmed would be begun anew by the signal that ends the suspension;
 * returning from this one sets it again. */
static void
call_wrapped (int number, siginfo_t *info, void *data)
{
  const ucontext_t *context = data;

  if (!(context->uc_stack.ss_flags & SS_AUTODISARM))
    sigaltstack (&(stack_t){ .ss_flags = SS_DISABLE }, NULL);
  wrapped.sa_sigaction (number, info, data);
}

/* At 16 bytes, as the ABI has it; rbx is the callee's to keep. */
static void
call_on (uintptr_t stack, int number, siginfo_t *info, void *context)
{
  __asm__ volatile("mov %%rsp, %%rbx\n\t"
                   "mov %[stack], %%rsp\n\t"
                   "call *%[function]\n\t"
                   "mov %%rbx, %%rsp"
                   : "+D"(number), "+S"(info), "+d"(context)
                   : [stack] "r"(stack), [function] "r"(call_wrapped)
                   : "rax", "rbx", "rcx", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3",
                     "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
                     "xmm13", "xmm14", "xmm15", "cc", "memory");
}

/* Where no stack for signals was in use, this is on the thread's own, or on another handler's. */
static void
handle_cb (int number, siginfo_t *info, void *data)
{
  ucontext_t *context = data;
  uintptr_t stack = (uintptr_t) context->uc_mcontext.gregs[REG_RSP];
  int error = errno;

  if (context->uc_stack.ss_flags & (SS_DISABLE | SS_ONSTACK)) {
    /* Not where it interrupts itself, which its end arms; nor another handler that is on ours. */
    if ((context->uc_stack.ss_flags & SS_DISABLE) && !sigismember (&context->uc_sigmask, number) &&
        !is_of_stacks (stack))
      arm (context);
    wrapped.sa_sigaction (number, info, context);
  } else
    call_on ((stack - MARGIN) & ~(uintptr_t) 15, number, info, context);
  errno = error;
}

bool
pyxis_signal_stack_wrap (int number)
{
  struct sigaction found;
  struct sigaction wrapper;

  if (sigaction (number, NULL, &found) != 0 || !(found.sa_flags & SA_SIGINFO) ||
      (found.sa_flags & SA_NODEFER) || found.sa_sigaction == handle_cb)
    return false;
  wrapped = found;
  wrapper = found;
  wrapper.sa_sigaction = handle_cb;
  wrapper.sa_flags |= SA_ONSTACK;
  return sigaction (number, &wrapper, NULL) == 0;
}

/* WTF's ThreadingPOSIX.cpp; the variable is documented in JavaScriptCore's. */
static int
get_suspension_signal (void)
{
  const char *given = getenv ("JSC_SIGNAL_FOR_GC");
  int number;

  return given && sscanf (given, "%d", &number) == 1 ? number : SIGUSR1;
}

bool
pyxis_signal_stack_wrap_suspension (void)
{
  int number = get_suspension_signal ();
  struct sigaction found;
  Dl_info place;

  return sigaction (number, NULL, &found) == 0 &&
         dladdr ((void *) (uintptr_t) found.sa_sigaction, &place) != 0 && place.dli_fname &&
         strstr (place.dli_fname, JAVASCRIPTCORE) && pyxis_signal_stack_wrap (number);
}
