#ifndef ETCDSCOPE_CTERMINAL_H
#define ETCDSCOPE_CTERMINAL_H

// The wide-character half of curses.h. Swift does not see a target's C settings, so the defines
// stand here.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

// What Swift cannot import by itself: mutable globals, casted macros, hidden declarations.

extern int wcwidth(wchar_t);

static inline WINDOW *ct_screen(void) { return stdscr; }
static inline WINDOW *ct_terminal_contents(void) { return curscr; }
static inline FILE *ct_standard_input(void) { return stdin; }
static inline FILE *ct_standard_output(void) { return stdout; }
static inline int ct_colors(void) { return COLORS; }

static const attr_t CT_BOLD = A_BOLD;
static const attr_t CT_DIM = A_DIM;
static const attr_t CT_ITALIC = A_ITALIC;
static const attr_t CT_UNDERLINE = A_UNDERLINE;
static const attr_t CT_REVERSE = A_REVERSE;

/// Fills a cell with a base and `marks` (at most 4), without setcchar's copying.
static inline void ct_set_cell(cchar_t *cell, wchar_t base, attr_t attributes, int pair) {
  cell->attr = (attributes & ~A_COLOR) | (attr_t)COLOR_PAIR(pair > 255 ? 255 : pair);
  cell->chars[0] = base;
  cell->chars[1] = cell->chars[2] = cell->chars[3] = cell->chars[4] = 0;
  cell->ext_color = pair;
}
static inline void ct_add_mark(cchar_t *cell, int position, wchar_t mark) {
  cell->chars[position] = mark;
}

// terminal.c

/// A pipe whose ends are closed on exec; the writing end never blocks. -1 and errno on failure.
int ct_open_pipe(int ends[2]);

/// Opens a log for appending, mode 0600, not through a symbolic link. -1 and errno on failure.
int ct_open_log(const char *path);

/// Names the calling thread, at most 15 characters, for debuggers and ps.
void ct_name_thread(const char *name);

/// The window size of a terminal; false when it has none.
bool ct_window_size(int terminal, int *columns, int *rows);

/// Signals that concern the terminal (SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT)
/// write their number as a byte to `pipe` from now on. Those that end a process and were ignored
/// stay ignored (nohup).
void ct_signals_to_pipe(int pipe);
void ct_signals_restore(void);

/// What brings the terminal back when the process dies or exits without doing so itself. All is
/// copied; must not be called while armed.
void ct_prepare_restore(
    int terminal, const struct termios *modes, const char *sequence, size_t length, int error_copy,
    const char *notice);

/// While armed, a crash (SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE) and exit() restore the
/// terminal and standard error first; a crash then goes on to whoever handled it before.
void ct_arm_restore(bool armed);

#endif
