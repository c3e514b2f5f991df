#ifndef NARU_CXLSXWRITER_H
#define NARU_CXLSXWRITER_H

#include <xlsxwriter.h>

/// The functions of the system's libxlsxwriter that writing a workbook needs.
///
/// The library is loaded when the first workbook is written.
typedef struct {
    __typeof__(workbook_new_opt) *_Nonnull create;
    __typeof__(workbook_add_worksheet) *_Nonnull add_sheet;
    __typeof__(workbook_add_format) *_Nonnull add_format;
    __typeof__(workbook_close) *_Nonnull close;
    __typeof__(format_set_bold) *_Nonnull set_bold;
    __typeof__(format_set_num_format) *_Nonnull set_number_format;
    __typeof__(worksheet_write_number) *_Nonnull write_number;
    __typeof__(worksheet_write_string) *_Nonnull write_text;
    __typeof__(worksheet_write_boolean) *_Nonnull write_boolean;
    __typeof__(worksheet_set_column) *_Nonnull set_column;
    __typeof__(worksheet_freeze_panes) *_Nonnull freeze_panes;
    __typeof__(lxw_strerror) *_Nonnull error_text;
} naru_xlsxwriter;

/// Fills in the functions; 0 where this system has no libxlsxwriter, or one that
/// lacks some of them.
int naru_xlsxwriter_load(naru_xlsxwriter *_Nonnull library);

#endif
