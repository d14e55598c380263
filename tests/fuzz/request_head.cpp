// Whatever somebody sends to the connection request port: a head is read alike at once and octet
// for octet, what is refused has one of our statuses, and nobody gets in without the password.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/support/fake_clock.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/connection_request/authorization.hpp"
#include "tr069/connection_request/request_head.hpp"
#include "tr069/connection_request/request_target.hpp"

namespace lineman::cwmp {
namespace {

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

std::optional<HeadResult> read_slowly(std::string_view octets) {
  RequestHeadReader reader;
  std::optional<HeadResult> result;
  for (std::size_t i = 0; i < octets.size() && !result; ++i)
    result = reader.add(octets.substr(i, 1));
  return result;
}

void demand_alike(const std::optional<HeadResult>& a, const std::optional<HeadResult>& b) {
  demand(a.has_value() == b.has_value(), "one way needs more octets than the other\n");
  if (!a) return;
  demand(a->has_value() == b->has_value(), "one way refuses what the other takes\n");
  if (*a) demand(**a == **b, "two ways read two heads\n");
  if (!*a) demand(a->error() == b->error(), "two ways refuse differently\n");
}

void demand_sound(const RequestHead& head) {
  const auto printable = [](char c) { return c > ' ' && c < 0x7F; };
  demand(!head.method.empty() && std::ranges::all_of(head.method, printable), "the method\n");
  demand(!head.target.empty() && std::ranges::all_of(head.target, printable), "the target\n");
  demand(head.authorization.find_first_of("\r\n") == std::string::npos, "the authorization\n");
  demand(head.target.find(path_of(head.target)) != std::string::npos || path_of(head.target) == "/",
         "the path is not of the target\n");
}

void demand_no_admission(Authenticator& authenticator, std::string_view field) {
  const auto said = parse_authorization(field);
  const auto uri = said ? said->uri : std::string{"/"};
  const RequestCredentials credentials{.username = "Mufasa", .password = "Circle of Death"};
  demand(authenticator.admit("GET", uri, field, credentials) == Admission::challenge,
         "somebody got in\n");
}

}  // namespace
}  // namespace lineman::cwmp

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::cwmp;
  static lineman::test::FakeClock clock;
  static Authenticator authenticator{clock,
                                     [](std::size_t count) { return std::string(count, 'n'); }};
  static const auto challenged = authenticator.challenges(false);
  const std::string octets(data, data + size);
  RequestHeadReader reader;
  const auto head = reader.add(octets);
  demand_alike(head, read_slowly(octets));
  if (head && *head) {
    demand_sound(**head);
    demand_no_admission(authenticator, (*head)->authorization);
    const auto next = reader.add({});
    if (next && *next) demand_sound(**next);
  }
  if (head && !*head) {
    const auto status = head->error();
    demand(status == 400 || status == 431 || status == 505, "the status is none of ours\n");
  }
  demand_no_admission(authenticator, octets);
  return 0;
}
