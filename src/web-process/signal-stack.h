/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* The signal by which JavaScriptCore suspends a thread, kept off the locals of WebAssembly. On x86-64 its interpreter and
 * its first compiler (IPInt and BBQ, seen in 2.50.6) have a call return in several steps, between which what they still
 * need is far below the stack pointer; a signal's frame overwrites it there (tests/bench/README.md tells how that was
 * found). So the kernel writes that frame to a stack of ours, and JavaScriptCore's handler, which refuses to run
 * anywhere but on the thread's stack, is called there, well below.
 *
 * On other processors nothing is known to want it. */
#ifdef __x86_64__

/* Wraps JavaScriptCore's own handler. False: there is none of its, or the system has no such stacks; nothing has
 * changed then. Once in a process, after JavaScriptCore has begun. */
bool pyxis_signal_stack_wrap_suspension (void);

/* Wraps the handler of signal `number`, which blocks itself while it runs, and takes a siginfo_t and a ucontext_t. A
 * thread has its stack from its second signal on; where there are more threads than stacks, the others go on as
 * without. One that has an alternate stack of its own keeps it. */
bool pyxis_signal_stack_wrap (int number);

#else

static inline bool
pyxis_signal_stack_wrap_suspension (void)
{
  return false;
}

#endif
