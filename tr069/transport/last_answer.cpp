#include "tr069/transport/last_answer.hpp"

namespace lineman::cwmp {
namespace {

// Not CURLINFO_REDIRECT_URL: what libcurl puts together there holds user name and password.
std::string location_of(CURL* easy) {
  curl_header* field = nullptr;
  if (curl_easy_header(easy, "Location", 0, CURLH_HEADER, -1, &field) != CURLHE_OK) return {};
  return field->value;
}

tl::unexpected<std::string> refused(const std::string& why) {
  return tl::unexpected("HTTP redirect refused: " + why);
}

}  // namespace

unsigned status_of(CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<unsigned>(status);
}

unsigned long schemes_asked(CURL* easy) {
  long schemes = 0;
  curl_easy_getinfo(easy, CURLINFO_HTTPAUTH_AVAIL, &schemes);
  return static_cast<unsigned long>(schemes);
}

tl::expected<Destination, std::string> destination_of(CURL* easy, const std::string& url) {
  const std::string location = location_of(easy);
  if (location.empty()) return refused("no other URL is named");
  auto target = resolve(url, location);
  if (!target) return refused(target.error());
  auto origin = origin_of(*target);
  if (!origin) return refused(origin.error());
  const auto here = origin_of(url);
  if (here && here->scheme == "https" && origin->scheme == "http") {
    return refused("from https to http");
  }
  return Destination{.url = *std::move(target), .origin = *std::move(origin)};
}

}  // namespace lineman::cwmp
