#include "CXLSXWriter.h"

#include <dlfcn.h>
#include <stddef.h>

// The number rises with every release, while these functions stay the same.
#ifdef __APPLE__
static const char *const names[] = {"libxlsxwriter.dylib"};
#else
static const char *const names[] = {
    "libxlsxwriter.so.4", "libxlsxwriter.so.5", "libxlsxwriter.so.6", "libxlsxwriter.so.7",
    "libxlsxwriter.so.8", "libxlsxwriter.so.9", "libxlsxwriter.so.10", "libxlsxwriter.so"};
#endif

int naru_xlsxwriter_load(naru_xlsxwriter *library) {
    void *handle = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle) return 0;
    // Each has the type of its declaration in xlsxwriter.h.
#define TAKE(member, name) \
    if (!(*(void **)&library->member = dlsym(handle, name))) return 0
    TAKE(create, "workbook_new_opt");
    TAKE(add_sheet, "workbook_add_worksheet");
    TAKE(add_format, "workbook_add_format");
    TAKE(close, "workbook_close");
    TAKE(set_bold, "format_set_bold");
    TAKE(set_number_format, "format_set_num_format");
    TAKE(write_number, "worksheet_write_number");
    TAKE(write_text, "worksheet_write_string");
    TAKE(write_boolean, "worksheet_write_boolean");
    TAKE(set_column, "worksheet_set_column");
    TAKE(freeze_panes, "worksheet_freeze_panes");
    TAKE(error_text, "lxw_strerror");
#undef TAKE
    return 1;
}
