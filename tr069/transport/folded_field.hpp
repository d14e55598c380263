// A guard against a defect of libcurl before 8.1 (https://github.com/curl/curl/pull/11103): where
// the first header field of a second or later answer of a handle is folded, it writes into memory
// that it has freed.
#pragma once

#include <curl/curl.h>

#include <cstddef>

namespace lineman::cwmp {

// Has a handle take such a field for a malformed one, which fails the exchange. Does nothing where
// libcurl is newer. Outlives the exchanges of the handle.
class FoldedFieldGuard {
 public:
  FoldedFieldGuard() = default;
  FoldedFieldGuard(const FoldedFieldGuard&) = delete;
  FoldedFieldGuard& operator=(const FoldedFieldGuard&) = delete;

  void watch(CURL* easy);

 private:
  static int on_line(CURL* easy, curl_infotype kind, char* line, std::size_t size,
                     void* guard) noexcept;

  bool is_first_ = false;  // the next line is the first field
};

}  // namespace lineman::cwmp
