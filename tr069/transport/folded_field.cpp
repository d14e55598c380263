#include "tr069/transport/folded_field.hpp"

#include <string_view>

namespace lineman::cwmp {
namespace {

constexpr unsigned first_version_without = 0x080100;

}  // namespace

// libcurl shows each line here before it keeps it, in the very buffer, and asks for no opinion. A
// blank at the front is what makes a line a fold.
int FoldedFieldGuard::on_line(CURL* /*easy*/, curl_infotype kind, char* line, std::size_t size,
                              void* guard) noexcept {
  if (kind != CURLINFO_HEADER_IN) return 0;
  const std::string_view text{line, size};
  auto& is_first = static_cast<FoldedFieldGuard*>(guard)->is_first_;
  if (is_first && (text.starts_with(' ') || text.starts_with('\t'))) *line = ':';
  is_first = text.starts_with("HTTP/");
  return 0;
}

void FoldedFieldGuard::watch(CURL* easy) {
  static const auto version = curl_version_info(CURLVERSION_NOW)->version_num;
  if (version >= first_version_without) return;
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &FoldedFieldGuard::on_line);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, this);
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

}  // namespace lineman::cwmp
