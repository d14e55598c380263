// A transport and a resolver that a test plays the other side of.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>

#include "sipcore/dns/resolver.hpp"
#include "sipcore/network/transport.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::test {

struct Sent {
  TimePoint when;
  sipcore::Target to;
  std::string text;
};

class FakeTransport : public sipcore::Transport {
 public:
  explicit FakeTransport(FakeClock& clock) : clock_(clock) {}

  void start(Receiver& receiver) override { receiver_ = &receiver; }
  tl::expected<std::shared_ptr<sipcore::Link>, sipcore::TransportError> open(
      const sipcore::Target& target, std::string_view name) override;
  void reply(const sipcore::Target& to, std::string_view message) override;
  bool reaches(bool v6) const override { return !v6 || has_v6; }

  void deliver(const sipcore::Target& from, std::string_view message) {
    receiver_->received(from, message);
  }
  // By ICMP where it is UDP, by a refused connection where it is not.
  void fail(const sipcore::Target& target);
  void fail(const sipcore::Target& target, const sipcore::TransportError& error);
  void connect(const sipcore::Target& target);  // over TCP or TLS: it succeeds

  std::deque<Sent> sent;  // in order; the test takes from the front
  std::deque<Sent> replies;
  std::deque<std::string> withdrawn;     // what nobody waits for any more
  std::set<sipcore::Target> no_socket;   // open() fails
  std::set<sipcore::Target> unsendable;  // send() fails
  bool has_v6 = true;
  int open_links = 0;

 private:
  class FakeLink;

  FakeClock& clock_;
  Receiver* receiver_ = nullptr;
  std::map<sipcore::Target, std::weak_ptr<sipcore::Link>> links_{};
};

// Answers from the clock, after `delay`.
class FakeResolver : public sipcore::Resolver {
 public:
  struct Entry {
    std::vector<sipcore::IpAddress> list;
    std::chrono::seconds ttl{60};
  };

  explicit FakeResolver(FakeClock& clock) : clock_(clock) {}

  std::unique_ptr<Query> addresses_of(const std::string& name,
                                      sipcore::OnAddresses answer) override;
  const datamodel::DnsCounters& counters() const override { return counters_; }

  std::map<std::string, Entry> names;
  unsigned asked = 0;

 private:
  class FakeQuery;

  FakeClock& clock_;
  datamodel::DnsCounters counters_{};
};

// Of a message's text: the value of a header field, its first one; empty where there is none.
std::string field(std::string_view message, std::string_view name);

// A response to `request` as a registrar writes it: Via, From, To with a tag, Call-ID and CSeq
// copied.
std::string response_to(std::string_view request, std::string_view status_line,
                        std::string_view more_fields = "");
// A 200 that lists the request's Contact with `expires`.
std::string granted(std::string_view request, unsigned expires);

}  // namespace lineman::test
