// Whatever a peer sends over SIP: a stream is cut alike at once and octet for octet, what is taken
// as a message is sound, and a phone that waits for an answer survives it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "sipcore/message/sip_message.hpp"
#include "sipcore/network/message_framer.hpp"
#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::sipcore {
namespace {

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

struct Cut {
  std::vector<std::string> messages{};
  std::string problem{};

  bool operator==(const Cut&) const = default;
};

Cut cut(std::string_view stream, std::size_t piece) {
  MessageFramer framer;
  Cut cut;
  while (!stream.empty() && cut.problem.empty()) {
    framer.add(stream.substr(0, piece));
    stream.remove_prefix(std::min(piece, stream.size()));
    auto next = framer.next();
    for (; next && *next; next = framer.next()) cut.messages.emplace_back(**next);
    if (!next) cut.problem = next.error();
  }
  return cut;
}

void demand_sound(const Message& message) {
  if (const auto* response = std::get_if<Response>(&message)) {
    demand(response->status >= 100 && response->status <= 699, "the status\n");
    demand(response->contacts.size() <= most_contacts, "the contacts\n");
    demand(response->challenges.size() <= most_challenges, "the challenges\n");
    return;
  }
  demand(!std::get<Request>(message).method.empty(), "the method\n");
}

// As from the server, which a REGISTER waits for, and from a stranger.
void deliver(const std::string& message) {
  test::EngineRig rig;
  rig.values[1] = {{"enable", "1"},
                   {"user_name", "1001"},
                   {"password", "secret"},
                   {"sip_server.1.address", "192.0.2.1"}};
  rig.load();
  rig.clock.advance({});
  rig.transport.deliver({.address = parse_ip("192.0.2.1").value(), .port = 5060}, message);
  rig.transport.deliver({.address = parse_ip("2001:db8::1").value(), .port = 9}, message);
  rig.clock.advance(std::chrono::minutes(2));
}

}  // namespace
}  // namespace lineman::sipcore

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::sipcore;
  const std::string octets(data, data + size);
  const auto whole = cut(octets, octets.size());
  demand(whole == cut(octets, 1), "two ways cut two streams\n");
  auto messages = whole.messages;
  messages.push_back(octets);  // as a datagram
  for (const auto& message : messages) {
    if (const auto parsed = parse_message(message)) {
      demand_sound(*parsed);
      deliver(message);
    }
  }
  return 0;
}
