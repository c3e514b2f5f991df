#ifndef NARU_LIBEDIT_SHIM_H
#define NARU_LIBEDIT_SHIM_H

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

/* Swift cannot call variadic C functions, so each use has a plain one here.
   Only what old versions of libedit have too is used. */

typedef unsigned char (*naru_key_function)(EditLine *, wint_t);
typedef int (*naru_read_function)(EditLine *, wchar_t *);

static inline wchar_t *naru_editor_no_prompt(EditLine *editor) {
    static wchar_t nothing[] = L"";
    (void)editor;
    return nothing;
}

/* libedit looks at the terminal when it is made and draws nowhere afterwards:
   it keeps the text and knows the keys, and the program draws. */
static inline EditLine *naru_editor_make(int on_stderr, FILE *nowhere, void *owner, naru_read_function read) {
    FILE *terminal = on_stderr ? stderr : stdout;
    EditLine *editor = el_init("naru", stdin, terminal, terminal);
    if (!editor) return NULL;
    el_wset(editor, EL_CLIENTDATA, owner);
    el_wset(editor, EL_PROMPT, naru_editor_no_prompt);
    el_wset(editor, EL_EDITOR, L"emacs");
    el_wset(editor, EL_SIGNAL, 0);
    el_wset(editor, EL_GETCFN, read);
    el_wset(editor, EL_SETFP, 1, nowhere);
    el_wset(editor, EL_SETFP, 2, nowhere);
    return editor;
}

static inline void *naru_editor_owner(EditLine *editor) {
    void *owner = NULL;
    el_wget(editor, EL_CLIENTDATA, &owner);
    return owner;
}

static inline void naru_editor_add(EditLine *editor, const wchar_t *name, naru_key_function function) {
    el_wset(editor, EL_ADDFN, name, name, function);
}

static inline void naru_editor_bind(EditLine *editor, const wchar_t *key, const wchar_t *name) {
    el_wset(editor, EL_BIND, key, name, NULL);
}

static inline void naru_editor_prepare_terminal(EditLine *editor, int raw) { el_wset(editor, EL_PREP_TERM, raw); }

/* Newer versions have el_cursor for this. */
static inline void naru_editor_move(EditLine *editor, long place) {
    LineInfoW *line = (LineInfoW *)el_wline(editor);
    line->cursor = line->buffer + place;
}

#endif
