#include "tr069/transport/acs_url.hpp"

#include <optional>

#include "datamodel/ascii.hpp"
#include "tr069/transport/curl_handles.hpp"

namespace lineman::cwmp {
namespace {

tl::unexpected<std::string> problem(std::string sentence) {
  return tl::unexpected(std::move(sentence));
}

tl::unexpected<std::string> malformed(CURLUcode code) {
  return problem("the URL is malformed: " + std::string(curl_url_strerror(code)));
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

// libcurl takes more than a URL may be: a scheme without slashes, or with three.
std::optional<std::string> problem_with_beginning(std::string_view url) {
  if (url.empty()) return "the URL is empty";
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!datamodel::same_word(url.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = url.substr(scheme.size());
    if (rest.empty() || std::string_view("/?#:@").find(rest[0]) != std::string_view::npos) {
      return "the URL has no host";
    }
    return std::nullopt;
  }
  return "the URL begins with neither http:// nor https://";
}

}  // namespace

tl::expected<Origin, std::string> origin_of(std::string_view url) {
  if (url.find('\0') != std::string_view::npos) return problem("the URL holds a NUL");
  if (auto wrong = problem_with_beginning(url)) return problem(*std::move(wrong));
  const UrlHandle parsed{curl_url()};
  const std::string text{url};
  const CURLUcode code =
      curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER);
  if (code == CURLUE_USER_NOT_ALLOWED) {
    return problem("the URL holds a user name, which has a parameter of its own");
  }
  if (code != CURLUE_OK) return malformed(code);
  Origin origin{.scheme = datamodel::lower_case(part(parsed.get(), CURLUPART_SCHEME)),
                .host = datamodel::lower_case(part(parsed.get(), CURLUPART_HOST)),
                .port = part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT)};
  if (origin.host.empty()) return problem("the URL has no host");
  if (origin.port == "0") return problem("the URL is malformed: port 0");
  return origin;
}

tl::expected<std::string, std::string> resolve(const std::string& base,
                                               const std::string& location) {
  const UrlHandle url{curl_url()};
  CURLUcode code = curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0);
  if (code == CURLUE_OK) {
    // An unknown scheme is for origin_of() to refuse.
    code = curl_url_set(url.get(), CURLUPART_URL, location.c_str(), CURLU_NON_SUPPORT_SCHEME);
  }
  if (code != CURLUE_OK) return malformed(code);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  return part(url.get(), CURLUPART_URL);
}

}  // namespace lineman::cwmp
