/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

#include "main-loop-watch.h"

/* How long each turn of the main loop takes, and whose code it runs. */

#define MAX_DEPTH 96
#define MAX_SAMPLES 4096
#define SAMPLE_MICROSECONDS 500

typedef struct {
  void *frames[MAX_DEPTH];
  int n_frames;
} Sample;

static struct {
  GPollFunc poll;
  int schedstat;
  pthread_t main_thread;
  pthread_t sampler;
  atomic_bool is_busy;
  atomic_bool is_over;
  atomic_int n_samples;
  volatile sig_atomic_t is_sampling;
  sigjmp_buf before_sample;
  Sample samples[MAX_SAMPLES];
  gint64 started;
  gint64 waited;
  gint64 most;
  const char *label;
  GArray *turns;
  char *begin;
  char *end;
} watch;

/* Microseconds that this thread wanted to run, and other programs did. */
static gint64
read_waited (void)
{
  char text[128] = { 0 };
  guint64 ran = 0, waited = 0;

  if (watch.schedstat < 0 || pread (watch.schedstat, text, sizeof text - 1, 0) <= 0
      || sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &ran, &waited) != 2)
    return 0;
  return (gint64) (waited / 1000);
}

static void
sample_cb (int signal_number)
{
  int i = atomic_load (&watch.n_samples);

  if (!atomic_load (&watch.is_busy) || i >= MAX_SAMPLES)
    return;
  watch.is_sampling = TRUE;
  if (sigsetjmp (watch.before_sample, 1) == 0)
    watch.samples[i].n_frames = backtrace (watch.samples[i].frames, MAX_DEPTH);
  else
    watch.samples[i].n_frames = 0;
  watch.is_sampling = FALSE;
  atomic_store (&watch.n_samples, i + 1);
}

/* Between the stacks of two fibers there is nothing to walk along: then the sample is empty. */
static void
fault_cb (int signal_number)
{
  if (watch.is_sampling)
    siglongjmp (watch.before_sample, 1);
  signal (SIGSEGV, SIG_DFL);
}

static void *
sampler_thread (void *data)
{
  while (!atomic_load (&watch.is_over)) {
    g_usleep (SAMPLE_MICROSECONDS);
    if (atomic_load (&watch.is_busy))
      pthread_kill (watch.main_thread, SIGUSR2);
  }
  return NULL;
}

/* The functions of the program itself rather than of a library, the innermost first, and what that
 * called. */
static void
find_places (const Sample *sample, void **places, void **call)
{
  guint n = 0;

  /* Not the handler of the signal itself, nor what called it. */
  for (int i = 2; i < sample->n_frames && n < MAIN_LOOP_DEPTH; i++)
    if ((char *) sample->frames[i] >= watch.begin && (char *) sample->frames[i] < watch.end) {
      if (n == 0 && i > 2)
        *call = sample->frames[i - 1];
      /* Where it was called, which is before where it goes on. */
      places[n++] = (void *) ((char *) sample->frames[i] - watch.begin - 1);
    }
}

static void
turn_clear (gpointer turn)
{
  g_free (((MainLoopTurn *) turn)->places);
  g_free (((MainLoopTurn *) turn)->calls);
}

static void
end_turn (gint64 now)
{
  MainLoopTurn turn = { .label = watch.label };

  turn.microseconds = MAX (now - watch.started - (read_waited () - watch.waited), 0);
  if (turn.label == NULL)
    return;
  if (turn.microseconds > watch.most) {
    turn.n_samples = (guint) atomic_load (&watch.n_samples);
    turn.places = g_new0 (void *, turn.n_samples *MAIN_LOOP_DEPTH);
    turn.calls = g_new0 (void *, turn.n_samples);
    for (guint i = 0; i < turn.n_samples; i++)
      find_places (&watch.samples[i], turn.places + i * MAIN_LOOP_DEPTH, turn.calls + i);
  }
  g_array_append_val (watch.turns, turn);
}

static int
watch_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  if (atomic_exchange (&watch.is_busy, FALSE))
    end_turn (g_get_monotonic_time ());
  result = watch.poll (fds, n_fds, timeout);
  atomic_store (&watch.n_samples, 0);
  watch.waited = read_waited ();
  watch.started = g_get_monotonic_time ();
  atomic_store (&watch.is_busy, TRUE);
  return result;
}

static void
find_program (void)
{
  g_autofree char *maps = NULL;
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
  g_auto (GStrv) lines = NULL;

  g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL);
  lines = g_strsplit (maps != NULL ? maps : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    guint64 begin, end;

    if (path == NULL || !g_str_has_suffix (lines[i], path)
        || sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x", &begin, &end) != 2)
      continue;
    if (watch.begin == NULL)
      watch.begin = GSIZE_TO_POINTER (begin);
    watch.end = GSIZE_TO_POINTER (end);
  }
}

/* Starts to watch the main loop of this thread. What is found in turns of more than @most
 * microseconds is kept. */
void
main_loop_watch_start (gint64 most)
{
  void *once[1];
  struct sigaction action = { .sa_handler = sample_cb, .sa_flags = SA_RESTART };
  struct sigaction fault = { .sa_handler = fault_cb, .sa_flags = SA_NODEFER };

  watch.most = most;
  find_program ();
  backtrace (once, 1); /* loads what it needs, outside of a signal */
  watch.turns = g_array_new (FALSE, TRUE, sizeof (MainLoopTurn));
  g_array_set_clear_func (watch.turns, turn_clear);
  watch.schedstat = g_open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC, 0);
  watch.main_thread = pthread_self ();
  watch.poll = g_main_context_get_poll_func (NULL);
  sigaction (SIGUSR2, &action, NULL);
  sigaction (SIGSEGV, &fault, NULL);
  g_main_context_set_poll_func (NULL, watch_poll);
  pthread_create (&watch.sampler, NULL, sampler_thread, NULL);
}

/* Says what is being done from now on; NULL: nothing that counts. */
void
main_loop_watch_set_label (const char *label)
{
  watch.label = label;
}

/* Ends, and returns the turns: (transfer full) (element-type MainLoopTurn). */
GArray *
main_loop_watch_stop (void)
{
  atomic_store (&watch.is_over, TRUE);
  atomic_store (&watch.is_busy, FALSE);
  pthread_join (watch.sampler, NULL);
  g_main_context_set_poll_func (NULL, watch.poll);
  close (watch.schedstat);
  return g_steal_pointer (&watch.turns);
}

/* The names of the functions at places in the program, one a place: (transfer full). */
char **
main_loop_watch_name_places (void *const *places, guint n_places)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  char **names = g_new0 (char *, n_places + 1);

  g_ptr_array_add (command, g_strdup ("addr2line"));
  g_ptr_array_add (command, g_strdup ("-fse"));
  g_ptr_array_add (command, g_strdup (path));
  for (guint i = 0; i < n_places; i++)
    g_ptr_array_add (command, g_strdup_printf ("%p", places[i]));
  g_ptr_array_add (command, NULL);
  if (g_spawn_sync (NULL, (char **) command->pdata, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                    NULL, NULL))
    lines = g_strsplit (output, "\n", -1);
  /* Two lines each: the function, then where it is. */
  for (guint i = 0; i < n_places; i++)
    names[i] = g_strdup (lines != NULL && 2 * i < g_strv_length (lines) ? lines[2 * i] : "??");
  return names;
}

/* The name of the function of a library that has @place, or of one before it that has a name:
 * (nullable). */
const char *
main_loop_watch_name_call (void *place)
{
  Dl_info info;

  return place != NULL && dladdr (place, &info) != 0 ? info.dli_sname : NULL;
}
