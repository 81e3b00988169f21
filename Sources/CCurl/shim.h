#pragma once
// The macros that check types would hide the variadic functions.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>

/// libcurl's functions, found in the library that this machine has.
struct scaffold_curl {
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_reset) easy_reset;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
};

/// Opens a library (`dlopen`) and sets it up; returns 0 when it is not there, or no libcurl.
static inline int scaffold_curl_open(const char *name, struct scaffold_curl *curl) {
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    __typeof__(&curl_global_init) global_init = (__typeof__(&curl_global_init))dlsym(library, "curl_global_init");
#define SCAFFOLD_FIND(function) \
    if (!(curl->function = (__typeof__(curl->function))dlsym(library, "curl_" #function))) return 0
    SCAFFOLD_FIND(easy_init);
    SCAFFOLD_FIND(easy_cleanup);
    SCAFFOLD_FIND(easy_reset);
    SCAFFOLD_FIND(easy_perform);
    SCAFFOLD_FIND(easy_setopt);
    SCAFFOLD_FIND(easy_getinfo);
    SCAFFOLD_FIND(easy_strerror);
    SCAFFOLD_FIND(slist_append);
    SCAFFOLD_FIND(slist_free_all);
#undef SCAFFOLD_FIND
    return global_init && global_init(CURL_GLOBAL_ALL) == CURLE_OK;
}

// Wrappers around `curl_easy_setopt` and `curl_easy_getinfo`, variadic functions that Swift can't call.

static inline CURLcode scaffold_curl_set_long(
    const struct scaffold_curl *curl, CURL *handle, CURLoption option, long value) {
    return curl->easy_setopt(handle, option, value);
}

static inline CURLcode scaffold_curl_set_pointer(
    const struct scaffold_curl *curl, CURL *handle, CURLoption option, const void *value) {
    return curl->easy_setopt(handle, option, value);
}

typedef size_t (*scaffold_curl_receiver)(char *data, size_t size, size_t count, void *receiver);

static inline CURLcode scaffold_curl_set_receiver(
    const struct scaffold_curl *curl, CURL *handle, CURLoption option, scaffold_curl_receiver receiver) {
    return curl->easy_setopt(handle, option, receiver);
}

static inline CURLcode scaffold_curl_get_long(
    const struct scaffold_curl *curl, CURL *handle, CURLINFO information, long *value) {
    return curl->easy_getinfo(handle, information, value);
}
