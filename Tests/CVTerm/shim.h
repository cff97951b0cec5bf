#ifndef ETCDSCOPE_CVTERM_H
#define ETCDSCOPE_CVTERM_H
#include <pty.h>
#include <stdbool.h>
#include <stdint.h>
#include <vterm.h>

// Swift imports neither libvterm's bit fields nor its tagged colours.

enum { CVT_DEFAULT, CVT_INDEXED, CVT_RGB };

typedef struct {
  int kind;
  uint8_t index, red, green, blue;
} cvt_color;

typedef struct {
  // Zero-terminated; all bits set in the right half of a wide character.
  uint32_t chars[VTERM_MAX_CHARS_PER_CELL + 1];
  int width;
  bool bold, italic, underline, reverse;
  cvt_color foreground, background;
} cvt_cell;

static inline cvt_color cvt_read_color(const VTermColor *color, bool is_default) {
  cvt_color read = {.kind = CVT_DEFAULT};
  if (is_default) return read;
  if (VTERM_COLOR_IS_INDEXED(color)) {
    read.kind = CVT_INDEXED;
    read.index = color->indexed.idx;
  } else {
    read.kind = CVT_RGB;
    read.red = color->rgb.red;
    read.green = color->rgb.green;
    read.blue = color->rgb.blue;
  }
  return read;
}

static inline cvt_cell cvt_read_cell(VTermScreen *screen, int row, int column) {
  VTermScreenCell cell;
  cvt_cell read = {.width = 1};
  if (!vterm_screen_get_cell(screen, (VTermPos){.row = row, .col = column}, &cell)) return read;
  for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) read.chars[i] = cell.chars[i];
  read.width = cell.width;
  read.bold = cell.attrs.bold;
  read.italic = cell.attrs.italic;
  read.underline = cell.attrs.underline != 0;
  read.reverse = cell.attrs.reverse;
  read.foreground = cvt_read_color(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  read.background = cvt_read_color(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  return read;
}

typedef struct {
  bool is_alternate, shows_cursor;
  int mouse;
} cvt_properties;

static inline int cvt_on_property(VTermProp property, VTermValue *value, void *user) {
  cvt_properties *properties = user;
  if (property == VTERM_PROP_ALTSCREEN) properties->is_alternate = value->boolean;
  if (property == VTERM_PROP_CURSORVISIBLE) properties->shows_cursor = value->boolean;
  if (property == VTERM_PROP_MOUSE) properties->mouse = value->number;
  return 1;
}

/// Keeps `properties` up to date; it must outlive the screen.
static inline void cvt_track_properties(VTermScreen *screen, cvt_properties *properties) {
  static const VTermScreenCallbacks callbacks = {.settermprop = cvt_on_property};
  vterm_screen_set_callbacks(screen, &callbacks, properties);
}

#endif
