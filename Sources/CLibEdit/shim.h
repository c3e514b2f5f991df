#ifndef NARU_LIBEDIT_SHIM_H
#define NARU_LIBEDIT_SHIM_H

#include <histedit.h>
#include <stdio.h>

/* Swift cannot call variadic C functions, so each use has a plain one here. */

static inline char *naru_editor_prompt(EditLine *editor) {
    void *text = NULL;
    el_get(editor, EL_CLIENTDATA, &text);
    return text ? (char *)text : (char *)"";
}

static inline EditLine *naru_editor_make(void) {
    EditLine *editor = el_init("naru", stdin, stdout, stderr);
    if (!editor) return NULL;
    el_set(editor, EL_PROMPT, naru_editor_prompt);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 0);
    return editor;
}

/* The text has to live until the line is read. */
static inline void naru_editor_set_prompt(EditLine *editor, const char *text) {
    el_set(editor, EL_CLIENTDATA, (void *)text);
}

#endif
