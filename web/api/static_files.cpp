#include "web/api/static_files.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace lineman::web {
namespace {

// Kept, and asked for again each time: a new version is seen at once.
constexpr std::string_view caching = "no-cache";

bool is_end_of_word(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ',' || text[at] == ' ' || text[at] == ';';
}

bool is_begin_of_word(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ',' || text[at - 1] == ' ';
}

// `list`: words with commas between them.
bool has_word(std::string_view list, std::string_view word) {
  for (auto at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    if (is_begin_of_word(list, at) && is_end_of_word(list, at + word.size())) return true;
  }
  return false;
}

// A quality of 0 is a no.
bool takes_gzip(std::string_view accept_encoding) {
  if (!has_word(accept_encoding, "gzip")) return false;
  const auto after = accept_encoding.substr(accept_encoding.find("gzip") + 4);
  const auto parameters = after.substr(0, after.find(','));
  return parameters.find("q=0") == std::string_view::npos ||
         parameters.find_first_of("123456789") != std::string_view::npos;
}

// The compressed bytes are another representation.
std::string etag_of(const Asset& asset, bool compressed) {
  std::string etag{asset.etag};
  if (compressed && etag.size() > 1) etag.insert(etag.size() - 1, "-gzip");
  return etag;
}

}  // namespace

Response answer_with(const Asset& asset, const Request& request) {
  const bool compressed = !asset.gzip.empty() && takes_gzip(request.accept_encoding);
  const auto etag = etag_of(asset, compressed);
  Response response{
      .status = 200,
      .headers = {
          {"ETag", etag}, {"Cache-Control", std::string{caching}}, {"Vary", "Accept-Encoding"}}};
  if (has_word(request.if_none_match, etag) || request.if_none_match == "*") {
    response.status = 304;
    return response;
  }
  response.content_type = asset.content_type;
  response.body = compressed ? asset.gzip : asset.bytes;
  if (compressed) response.headers.emplace_back("Content-Encoding", "gzip");
  return response;
}

}  // namespace lineman::web
