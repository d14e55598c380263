// Whatever somebody sends to the page: requests are read alike at once and octet for octet, what
// the site is given is within its promises, and what is refused has one of our statuses.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/demands.hpp"
#include "web/http/host_field.hpp"
#include "web/http/limits.hpp"
#include "web/http/request_reader.hpp"

namespace lineman::web {
namespace {

using test::demand;
using State = RequestReader::State;

constexpr std::array statuses = {400, 405, 411, 413, 414, 417, 431, 501, 505};
constexpr std::size_t most_octets = std::size_t{64} * 1024;  // of an input: slowly is quadratic

struct Reading {
  std::vector<Request> requests{};
  std::vector<bool> persistent{};
  State end = State::quiet;
  Refusal refusal{};
};

void take_all(RequestReader& reader, Reading& reading) {
  while (reader.state() == State::complete) {
    reading.requests.push_back(reader.take());
    reading.persistent.push_back(reader.persistent());
  }
}

Reading read(std::string_view octets, std::size_t piece) {
  RequestReader reader;
  Reading reading;
  for (std::size_t i = 0; i < octets.size(); i += piece) {
    reader.add(octets.substr(i, piece));
    take_all(reader, reading);
    demand(reader.size() <= largest_head + largest_body + piece, "it keeps too much\n");
  }
  reading.end = reader.state();
  reading.refusal = reader.refusal();
  return reading;
}

bool alike(const Request& a, const Request& b) {
  return a.method == b.method && a.path == b.path && a.query == b.query && a.host == b.host &&
         a.origin == b.origin && a.cookie == b.cookie && a.content_type == b.content_type &&
         a.if_none_match == b.if_none_match && a.body == b.body;
}

void demand_alike(const Reading& a, const Reading& b) {
  demand(std::ranges::equal(a.requests, b.requests, alike), "two ways read two requests\n");
  demand(a.persistent == b.persistent, "two ways end differently\n");
  demand(a.end == b.end && a.refusal == b.refusal, "two ways stop differently\n");
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) {
    const auto octet = static_cast<unsigned char>(letter);
    return (octet < 0x20 && octet != '\t') || octet == 0x7F;
  });
}

void demand_sound(const Request& request) {
  demand(request.path.starts_with('/') && !has_control_character(request.path), "the path\n");
  demand(request.path.find('\\') == std::string::npos, "a backslash\n");
  demand((request.path + '/').find("/../") == std::string::npos, "a way up\n");
  demand(request.host.empty() || read_host(request.host) == request.host, "the host\n");
  for (const auto* field : {&request.query, &request.origin, &request.cookie, &request.content_type,
                            &request.accept_encoding, &request.if_none_match})
    demand(!has_control_character(*field) && field->size() <= largest_head, "a field\n");
  demand(request.body.size() <= largest_body, "the body\n");
  demand(request.method == Method::post || request.body.empty(), "a body without a POST\n");
}

void demand_sound(const Reading& reading) {
  for (const auto& request : reading.requests) demand_sound(request);
  if (reading.end != State::refused) return;
  const auto status = static_cast<int>(reading.refusal.status);
  demand(std::ranges::find(statuses, status) != statuses.end(), "the status is none of ours\n");
  test::demand_shown(reading.refusal.sentence, 200);
}

}  // namespace
}  // namespace lineman::web

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::web;
  const std::string_view octets{reinterpret_cast<const char*>(data), std::min(size, most_octets)};
  const auto at_once = read(octets, std::max<std::size_t>(octets.size(), 1));
  demand_sound(at_once);
  demand_alike(at_once, read(octets, 1));
  demand_alike(at_once, read(octets, 7));
  return 0;
}
