/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-image-view.h"

#include <adwaita.h>

#define USUAL_SIZE 48
#define LARGEST_SIZE 4096
/* Of the side: what suits 48 pixels; at most what cards have. */
#define CORNER_SHARE 0.125
#define LARGEST_CORNER 12

/**
 * NlImageView:
 *
 * A picture cut to a square or a circle, a spinner while it is on its way, and an icon when there
 * is none.
 */
struct _NlImageView {
  GtkWidget parent_instance;

  char *label;
  GdkPaintable *paintable;
  gboolean loading;
  NlImageShape shape;
  int size;
  GtkWidget *icon;
  GtkWidget *spinner;
};

enum {
  PROP_0,
  PROP_LABEL,
  PROP_PAINTABLE,
  PROP_LOADING,
  PROP_SHAPE,
  PROP_SIZE,
  PROP_ICON_NAME,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ENUM_TYPE (NlImageShape,
                    nl_image_shape,
                    G_DEFINE_ENUM_VALUE (NL_IMAGE_SHAPE_ROUNDED, "rounded"),
                    G_DEFINE_ENUM_VALUE (NL_IMAGE_SHAPE_CIRCLE, "circle"))

G_DEFINE_FINAL_TYPE (NlImageView, nl_image_view, GTK_TYPE_WIDGET)

static void
update_children (NlImageView *self)
{
  gtk_widget_set_visible (self->spinner, self->loading);
  gtk_widget_set_visible (self->icon, !self->loading && self->paintable == NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), MAX (16, self->size / 3));
}

static GskRoundedRect
get_outline (NlImageView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int side = MIN (width, height);
  float radius = (float) MIN (side * CORNER_SHARE, LARGEST_CORNER);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GskRoundedRect outline;

  if (self->shape == NL_IMAGE_SHAPE_CIRCLE) {
    radius = (float) side / 2;
    rect = GRAPHENE_RECT_INIT ((float) (width - side) / 2, (float) (height - side) / 2,
                               (float) side, (float) side);
  }
  gsk_rounded_rect_init_from_rect (&outline, &rect, radius);
  return outline;
}

/* The whole outline is covered, what is over is cut off equally on both sides. */
static void
draw_paintable (NlImageView *self, GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  double ratio = gdk_paintable_get_intrinsic_aspect_ratio (self->paintable);
  double width = rect->size.width, height = rect->size.height;

  if (ratio > 0 && width / height > ratio)
    height = width / ratio;
  else if (ratio > 0)
    width = height * ratio;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) (rect->origin.x + (rect->size.width - width) / 2),
                                      (float) (rect->origin.y + (rect->size.height - height) / 2)));
  gdk_paintable_snapshot (self->paintable, snapshot, width, height);
  gtk_snapshot_restore (snapshot);
}

static void
nl_image_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NlImageView *self = NL_IMAGE_VIEW (widget);
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  GskRoundedRect outline = get_outline (self);
  GdkRGBA color;

  if (outline.bounds.size.width <= 0 || outline.bounds.size.height <= 0)
    return;

  gtk_widget_get_color (widget, &color);
  color.alpha *= adw_style_manager_get_high_contrast (manager) ? 0.5f : 0.1f;
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->paintable != NULL)
    draw_paintable (self, snapshot, &outline.bounds);
  else
    gtk_snapshot_append_color (snapshot, &color, &outline.bounds);
  gtk_snapshot_pop (snapshot);

  /* Keeps a white picture apart from a white window. */
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { color, color, color, color });
  GTK_WIDGET_CLASS (nl_image_view_parent_class)->snapshot (widget, snapshot);
}

static void
nl_image_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = NL_IMAGE_VIEW (widget)->size;
}

static void
allocate_center (GtkWidget *child, int width, int height, int size)
{
  int least_width, least_height, side;

  if (!gtk_widget_should_layout (child))
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  side = MAX (size, MAX (least_width, least_height));
  gtk_widget_size_allocate (
      child, &(GtkAllocation) { (width - side) / 2, (height - side) / 2, side, side }, -1);
}

static void
nl_image_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NlImageView *self = NL_IMAGE_VIEW (widget);

  allocate_center (self->icon, width, height, 0);
  allocate_center (self->spinner, width, height, CLAMP (MIN (width, height) / 3, 16, 48));
}

static void
nl_image_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlImageView *self = NL_IMAGE_VIEW (object);

  switch (id) {
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_PAINTABLE:
    g_value_set_object (value, self->paintable);
    break;
  case PROP_LOADING:
    g_value_set_boolean (value, self->loading);
    break;
  case PROP_SHAPE:
    g_value_set_enum (value, self->shape);
    break;
  case PROP_SIZE:
    g_value_set_int (value, self->size);
    break;
  case PROP_ICON_NAME:
    g_value_set_string (value, nl_image_view_get_icon_name (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_image_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlImageView *self = NL_IMAGE_VIEW (object);

  switch (id) {
  case PROP_LABEL:
    nl_image_view_set_label (self, g_value_get_string (value));
    break;
  case PROP_PAINTABLE:
    nl_image_view_set_paintable (self, g_value_get_object (value));
    break;
  case PROP_LOADING:
    nl_image_view_set_loading (self, g_value_get_boolean (value));
    break;
  case PROP_SHAPE:
    nl_image_view_set_shape (self, g_value_get_enum (value));
    break;
  case PROP_SIZE:
    nl_image_view_set_size (self, g_value_get_int (value));
    break;
  case PROP_ICON_NAME:
    nl_image_view_set_icon_name (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_image_view_dispose (GObject *object)
{
  NlImageView *self = NL_IMAGE_VIEW (object);

  nl_image_view_set_paintable (self, NULL);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->spinner, gtk_widget_unparent);

  G_OBJECT_CLASS (nl_image_view_parent_class)->dispose (object);
}

static void
nl_image_view_finalize (GObject *object)
{
  g_clear_pointer (&NL_IMAGE_VIEW (object)->label, g_free);

  G_OBJECT_CLASS (nl_image_view_parent_class)->finalize (object);
}

static void
nl_image_view_class_init (NlImageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = nl_image_view_dispose;
  object_class->finalize = nl_image_view_finalize;
  object_class->get_property = nl_image_view_get_property;
  object_class->set_property = nl_image_view_set_property;
  widget_class->measure = nl_image_view_measure;
  widget_class->size_allocate = nl_image_view_size_allocate;
  widget_class->snapshot = nl_image_view_snapshot;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_PAINTABLE]
      = g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_SHAPE]
      = g_param_spec_enum ("shape", NULL, NULL, NL_TYPE_IMAGE_SHAPE, NL_IMAGE_SHAPE_ROUNDED, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, LARGEST_SIZE, USUAL_SIZE, flags);
  properties[PROP_ICON_NAME]
      = g_param_spec_string ("icon-name", NULL, NULL, "image-x-generic-symbolic", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "imageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nl_image_view_init (NlImageView *self)
{
  AdwStyleManager *manager
      = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->size = USUAL_SIZE;
  self->icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  self->spinner = adw_spinner_new ();
  gtk_widget_add_css_class (self->icon, "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
  update_children (self);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

/**
 * nl_image_view_new:
 * @label: (nullable): what the picture shows, translated: “Portrait of Anna”
 *
 * Makes a view without a picture.
 *
 * Returns: the view
 */
GtkWidget *
nl_image_view_new (const char *label)
{
  return g_object_new (NL_TYPE_IMAGE_VIEW, "label", label, NULL);
}

/**
 * nl_image_view_set_label:
 * @self: a view
 * @label: (nullable): the accessible name, translated
 */
void
nl_image_view_set_label (NlImageView *self, const char *label)
{
  g_return_if_fail (NL_IS_IMAGE_VIEW (self));

  if (!g_set_str (&self->label, label))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * nl_image_view_get_label:
 * @self: a view
 *
 * Returns: (nullable): its accessible name
 */
const char *
nl_image_view_get_label (NlImageView *self)
{
  g_return_val_if_fail (NL_IS_IMAGE_VIEW (self), NULL);
  return self->label;
}

/**
 * nl_image_view_set_paintable:
 * @self: a view
 * @paintable: (nullable): the picture
 *
 * Shows @paintable instead of what was shown, and cuts off what does not fit the shape.
 */
void
nl_image_view_set_paintable (NlImageView *self, GdkPaintable *paintable)
{
  g_return_if_fail (NL_IS_IMAGE_VIEW (self));
  g_return_if_fail (paintable == NULL || GDK_IS_PAINTABLE (paintable));

  if (self->paintable == paintable)
    return;
  if (self->paintable != NULL)
    g_signal_handlers_disconnect_by_func (self->paintable, gtk_widget_queue_draw, self);
  g_set_object (&self->paintable, paintable);
  if (paintable != NULL
      && (gdk_paintable_get_flags (paintable) & GDK_PAINTABLE_STATIC_CONTENTS) == 0)
    g_signal_connect_swapped (paintable, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw),
                              self);
  update_children (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

/**
 * nl_image_view_get_paintable:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): the picture
 */
GdkPaintable *
nl_image_view_get_paintable (NlImageView *self)
{
  g_return_val_if_fail (NL_IS_IMAGE_VIEW (self), NULL);
  return self->paintable;
}

/**
 * nl_image_view_set_loading:
 * @self: a view
 * @loading: whether a picture is on its way, and a spinner turns
 */
void
nl_image_view_set_loading (NlImageView *self, gboolean loading)
{
  g_return_if_fail (NL_IS_IMAGE_VIEW (self));

  if (self->loading == !!loading)
    return;
  self->loading = !!loading;
  update_children (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, self->loading, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * nl_image_view_get_loading:
 * @self: a view
 *
 * Returns: whether a picture is on its way
 */
gboolean
nl_image_view_get_loading (NlImageView *self)
{
  g_return_val_if_fail (NL_IS_IMAGE_VIEW (self), FALSE);
  return self->loading;
}

/**
 * nl_image_view_set_shape:
 * @self: a view
 * @shape: what to cut the picture to
 */
void
nl_image_view_set_shape (NlImageView *self, NlImageShape shape)
{
  g_return_if_fail (NL_IS_IMAGE_VIEW (self));

  if (self->shape == shape)
    return;
  self->shape = shape;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHAPE]);
}

/**
 * nl_image_view_get_shape:
 * @self: a view
 *
 * Returns: what the picture is cut to
 */
NlImageShape
nl_image_view_get_shape (NlImageView *self)
{
  g_return_val_if_fail (NL_IS_IMAGE_VIEW (self), NL_IMAGE_SHAPE_ROUNDED);
  return self->shape;
}

/**
 * nl_image_view_set_size:
 * @self: a view
 * @size: its least width and height, in pixels, from 1 to 4096
 */
void
nl_image_view_set_size (NlImageView *self, int size)
{
  g_return_if_fail (NL_IS_IMAGE_VIEW (self));
  g_return_if_fail (size >= 1 && size <= LARGEST_SIZE);

  if (self->size == size)
    return;
  self->size = size;
  update_children (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

/**
 * nl_image_view_get_size:
 * @self: a view
 *
 * Returns: its least width and height, in pixels
 */
int
nl_image_view_get_size (NlImageView *self)
{
  g_return_val_if_fail (NL_IS_IMAGE_VIEW (self), 0);
  return self->size;
}

/**
 * nl_image_view_set_icon_name:
 * @self: a view
 * @icon_name: (nullable): the symbolic icon to show while there is no picture; %NULL for none
 */
void
nl_image_view_set_icon_name (NlImageView *self, const char *icon_name)
{
  g_return_if_fail (NL_IS_IMAGE_VIEW (self));

  if (g_strcmp0 (nl_image_view_get_icon_name (self), icon_name) == 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
}

/**
 * nl_image_view_get_icon_name:
 * @self: a view
 *
 * Returns: (nullable): the icon that is shown while there is no picture
 */
const char *
nl_image_view_get_icon_name (NlImageView *self)
{
  g_return_val_if_fail (NL_IS_IMAGE_VIEW (self), NULL);
  return gtk_image_get_icon_name (GTK_IMAGE (self->icon));
}
