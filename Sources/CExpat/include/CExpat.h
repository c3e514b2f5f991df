#ifndef NARU_CEXPAT_H
#define NARU_CEXPAT_H

#include <expat.h>

/// The functions of the system's expat that reading XML needs.
///
/// The library is loaded when the first file with XML in it is opened.
typedef struct {
    __typeof__(XML_ParserCreate) *_Nonnull create;
    __typeof__(XML_ParserFree) *_Nonnull free;
    __typeof__(XML_SetUserData) *_Nonnull set_user_data;
    __typeof__(XML_SetElementHandler) *_Nonnull set_element_handler;
    __typeof__(XML_SetCharacterDataHandler) *_Nonnull set_text_handler;
    __typeof__(XML_SetStartDoctypeDeclHandler) *_Nonnull set_doctype_handler;
    __typeof__(XML_Parse) *_Nonnull parse;
    __typeof__(XML_StopParser) *_Nonnull stop;
    __typeof__(XML_GetErrorCode) *_Nonnull error_code;
    __typeof__(XML_ErrorString) *_Nonnull error_text;
    __typeof__(XML_GetCurrentLineNumber) *_Nonnull line;
} naru_expat;

/// Fills in the functions; 0 where this system has no expat, or one that lacks
/// some of them.
int naru_expat_load(naru_expat *_Nonnull library);

#endif
