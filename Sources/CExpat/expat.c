#include "CExpat.h"

#include <dlfcn.h>
#include <stddef.h>

#ifdef __APPLE__
static const char *const names[] = {"libexpat.1.dylib", "libexpat.dylib"};
#else
static const char *const names[] = {"libexpat.so.1", "libexpat.so"};
#endif

int naru_expat_load(naru_expat *library) {
    void *handle = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle) return 0;
    // Each has the type of its declaration in expat.h.
#define TAKE(member, name) \
    if (!(*(void **)&library->member = dlsym(handle, name))) return 0
    TAKE(create, "XML_ParserCreate");
    TAKE(free, "XML_ParserFree");
    TAKE(set_user_data, "XML_SetUserData");
    TAKE(set_element_handler, "XML_SetElementHandler");
    TAKE(set_text_handler, "XML_SetCharacterDataHandler");
    TAKE(set_doctype_handler, "XML_SetStartDoctypeDeclHandler");
    TAKE(parse, "XML_Parse");
    TAKE(stop, "XML_StopParser");
    TAKE(error_code, "XML_GetErrorCode");
    TAKE(error_text, "XML_ErrorString");
    TAKE(line, "XML_GetCurrentLineNumber");
#undef TAKE
    return 1;
}
