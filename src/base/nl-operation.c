/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-operation.h"

#include <math.h>

#include "base/nl-clock.h"

/* Who looks at it cannot see more, and each costs a layout. */
#define NOTIFIES_PER_SECOND 20
#define PUBLISH_INTERVAL_MS (1000 / NOTIFIES_PER_SECOND)
/* The speed shown is that of about the last seconds. */
#define RATE_SECONDS 3.0
/* What the first moments say about the speed is noise. */
#define RATE_DELAY (G_USEC_PER_SEC / 2)

typedef struct {
  guint64 done;
  guint64 total;
  char *detail;
  NlOperationState state;
  GError *error;
} Progress;

/* Workers write to @reported, under the lock. A source in the context the operation was made in
 * takes that over into @shown, which only that context's thread touches. */
struct _NlOperation {
  GObject parent_instance;
  char *title;
  GCancellable *cancellable;
  GMainContext *context;

  GMutex lock;
  Progress reported;
  GSource *source;

  Progress shown;
  gint64 started;
  gint64 published;
  gint64 measured;
  guint64 measured_done;
  double rate;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_STATE,
  PROP_DONE,
  PROP_TOTAL,
  PROP_FRACTION,
  PROP_RATE,
  PROP_SECONDS_LEFT,
  PROP_PROGRESS_TEXT,
  PROP_TIME_LEFT_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (NlOperationState,
                    nl_operation_state,
                    G_DEFINE_ENUM_VALUE (NL_OPERATION_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (NL_OPERATION_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (NL_OPERATION_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (NL_OPERATION_CANCELLED, "cancelled"))
G_DEFINE_FINAL_TYPE (NlOperation, nl_operation, G_TYPE_OBJECT)

static void
update_rate (NlOperation *self)
{
  gint64 now = nl_clock_monotonic ();
  double seconds = (double) (now - self->measured) / G_USEC_PER_SEC;
  double current;

  if (now - self->started < RATE_DELAY || seconds <= 0)
    return;
  /* Another count began: rows were read, now they are written. */
  if (self->shown.done < self->measured_done) {
    self->rate = 0;
    self->started = now;
  } else {
    current = (double) (self->shown.done - self->measured_done) / seconds;
    self->rate = self->rate <= 0
                     ? current
                     : self->rate + (current - self->rate) * (1 - exp (-seconds / RATE_SECONDS));
  }
  self->measured = now;
  self->measured_done = self->shown.done;
}

static gboolean
publish (gpointer data)
{
  NlOperation *self = data;
  gboolean has_ended;
  gboolean has_detail;
  gboolean has_progress;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->source, g_source_unref);
  has_ended = self->reported.state != self->shown.state;
  has_detail = g_set_str (&self->shown.detail, self->reported.detail);
  has_progress
      = self->reported.done != self->shown.done || self->reported.total != self->shown.total;
  self->shown.done = self->reported.done;
  self->shown.total = self->reported.total;
  self->shown.state = self->reported.state;
  if (has_ended && self->reported.error != NULL)
    self->shown.error = g_error_copy (self->reported.error);
  self->published = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);

  update_rate (self);
  g_object_freeze_notify (G_OBJECT (self));
  if (has_detail)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  for (guint i = PROP_DONE; (has_progress || has_ended) && i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  if (has_ended)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
schedule (NlOperation *self, gboolean at_once)
{
  gint64 since = (g_get_monotonic_time () - self->published) / 1000;

  if (self->source != NULL && !at_once)
    return;
  if (self->source != NULL) {
    g_source_destroy (self->source);
    g_source_unref (self->source);
  }
  self->source = at_once || since >= PUBLISH_INTERVAL_MS
                     ? g_idle_source_new ()
                     : g_timeout_source_new ((guint) (PUBLISH_INTERVAL_MS - MAX (since, 0)));
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->source, "NlOperation");
  g_source_set_callback (self->source, publish, g_object_ref (self), g_object_unref);
  g_source_attach (self->source, self->context);
}

static void
progress_clear (Progress *progress)
{
  g_free (progress->detail);
  g_clear_error (&progress->error);
}

static void
nl_operation_finalize (GObject *object)
{
  NlOperation *self = NL_OPERATION (object);

  progress_clear (&self->reported);
  progress_clear (&self->shown);
  g_free (self->title);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (nl_operation_parent_class)->finalize (object);
}

static void
nl_operation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlOperation *self = NL_OPERATION (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->shown.detail);
    break;
  case PROP_STATE:
    g_value_set_enum (value, self->shown.state);
    break;
  case PROP_DONE:
    g_value_set_uint64 (value, self->shown.done);
    break;
  case PROP_TOTAL:
    g_value_set_uint64 (value, self->shown.total);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, nl_operation_get_fraction (self));
    break;
  case PROP_RATE:
    g_value_set_double (value, self->rate);
    break;
  case PROP_SECONDS_LEFT:
    g_value_set_double (value, nl_operation_get_seconds_left (self));
    break;
  case PROP_PROGRESS_TEXT:
    g_value_take_string (value, nl_operation_dup_progress_text (self));
    break;
  case PROP_TIME_LEFT_TEXT:
    g_value_take_string (value, nl_operation_dup_time_left_text (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_operation_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlOperation *self = NL_OPERATION (object);

  switch (id) {
  case PROP_TITLE:
    self->title = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_operation_class_init (NlOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = nl_operation_finalize;
  object_class->get_property = nl_operation_get_property;
  object_class->set_property = nl_operation_set_property;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, readable);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, NL_TYPE_OPERATION_STATE,
                                              NL_OPERATION_RUNNING, readable);
  properties[PROP_DONE] = g_param_spec_uint64 ("done", NULL, NULL, 0, G_MAXUINT64, 0, readable);
  properties[PROP_TOTAL] = g_param_spec_uint64 ("total", NULL, NULL, 0, G_MAXUINT64, 0, readable);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, readable);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  properties[PROP_SECONDS_LEFT]
      = g_param_spec_double ("seconds-left", NULL, NULL, -1, G_MAXDOUBLE, -1, readable);
  properties[PROP_PROGRESS_TEXT]
      = g_param_spec_string ("progress-text", NULL, NULL, NULL, readable);
  properties[PROP_TIME_LEFT_TEXT]
      = g_param_spec_string ("time-left-text", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_operation_init (NlOperation *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->started = self->measured = nl_clock_monotonic ();
}

/**
 * nl_operation_new:
 * @title: what is done, as the user calls it: “Importing Customers”
 *
 * Makes the object through which long work tells how far it is, and is told to stop. Properties
 * are notified in the main context of the thread that calls this, at most 20 times a second.
 *
 * Returns: (transfer full): a running operation
 */
NlOperation *
nl_operation_new (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  return g_object_new (NL_TYPE_OPERATION, "title", title, NULL);
}

/**
 * nl_operation_report:
 * @self: an operation
 * @done: how many things are done
 * @total: how many there are; 0 when nobody knows
 *
 * Says how far it is. Cheap enough to be called for each row; from any thread.
 */
void
nl_operation_report (NlOperation *self, guint64 done, guint64 total)
{
  g_return_if_fail (NL_IS_OPERATION (self));

  g_mutex_lock (&self->lock);
  if (self->reported.state == NL_OPERATION_RUNNING) {
    self->reported.done = done;
    self->reported.total = total;
    schedule (self, FALSE);
  }
  g_mutex_unlock (&self->lock);
}

/**
 * nl_operation_set_detail:
 * @self: an operation
 * @detail: (nullable): what it is at, as the user calls it: “Reading customers.csv”
 *
 * From any thread.
 */
void
nl_operation_set_detail (NlOperation *self, const char *detail)
{
  g_return_if_fail (NL_IS_OPERATION (self));

  g_mutex_lock (&self->lock);
  if (self->reported.state == NL_OPERATION_RUNNING && g_set_str (&self->reported.detail, detail))
    schedule (self, FALSE);
  g_mutex_unlock (&self->lock);
}

/**
 * nl_operation_finish:
 * @self: an operation
 * @error: (nullable): why it failed; %NULL when it did not
 *
 * Ends the operation: cancelled when the error is %G_IO_ERROR_CANCELLED. From any thread; only
 * the first call counts.
 */
void
nl_operation_finish (NlOperation *self, const GError *error)
{
  gboolean is_first;

  g_return_if_fail (NL_IS_OPERATION (self));

  g_mutex_lock (&self->lock);
  is_first = self->reported.state == NL_OPERATION_RUNNING;
  if (is_first) {
    if (error == NULL)
      self->reported.state = NL_OPERATION_DONE;
    else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      self->reported.state = NL_OPERATION_CANCELLED;
    else
      self->reported.state = NL_OPERATION_FAILED;
    self->reported.error = error != NULL ? g_error_copy (error) : NULL;
    schedule (self, TRUE);
  }
  g_mutex_unlock (&self->lock);
}

/**
 * nl_operation_get_cancellable:
 * @self: an operation
 *
 * Returns: (transfer none): what the work asks whether to go on
 */
GCancellable *
nl_operation_get_cancellable (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), NULL);

  return self->cancellable;
}

/**
 * nl_operation_cancel:
 * @self: an operation
 *
 * Asks the work to stop. The state changes when it has.
 */
void
nl_operation_cancel (NlOperation *self)
{
  g_return_if_fail (NL_IS_OPERATION (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * nl_operation_get_title:
 * @self: an operation
 *
 * Returns: (transfer none): what is done
 */
const char *
nl_operation_get_title (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), NULL);

  return self->title;
}

/**
 * nl_operation_get_detail:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): what it is at
 */
const char *
nl_operation_get_detail (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), NULL);

  return self->shown.detail;
}

/**
 * nl_operation_get_state:
 * @self: an operation
 *
 * Returns: whether it runs, or how it ended
 */
NlOperationState
nl_operation_get_state (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), NL_OPERATION_FAILED);

  return self->shown.state;
}

/**
 * nl_operation_get_error:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): why it failed or was cancelled
 */
const GError *
nl_operation_get_error (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), NULL);

  return self->shown.error;
}

/**
 * nl_operation_get_done:
 * @self: an operation
 *
 * Returns: how many things are done
 */
guint64
nl_operation_get_done (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), 0);

  return self->shown.done;
}

/**
 * nl_operation_get_total:
 * @self: an operation
 *
 * Returns: how many things there are, 0 when nobody knows
 */
guint64
nl_operation_get_total (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), 0);

  return self->shown.total;
}

/**
 * nl_operation_get_fraction:
 * @self: an operation
 *
 * Returns: which part is done, from 0 to 1; -1 when nobody knows
 */
double
nl_operation_get_fraction (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), -1);

  if (self->shown.total == 0)
    return -1;
  return MIN ((double) self->shown.done / (double) self->shown.total, 1);
}

/**
 * nl_operation_get_rate:
 * @self: an operation
 *
 * Returns: how many things a second it did lately; 0 when that is not known yet
 */
double
nl_operation_get_rate (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), 0);

  return self->rate;
}

/**
 * nl_operation_get_seconds_left:
 * @self: an operation
 *
 * Returns: the seconds it will take at this rate; -1 when nobody knows
 */
double
nl_operation_get_seconds_left (NlOperation *self)
{
  g_return_val_if_fail (NL_IS_OPERATION (self), -1);

  if (self->rate <= 0 || self->shown.total == 0 || self->shown.state != NL_OPERATION_RUNNING)
    return -1;
  return self->shown.done >= self->shown.total
             ? 0
             : (double) (self->shown.total - self->shown.done) / self->rate;
}
