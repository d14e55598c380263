// A transport and a resolver that a test plays the other side of.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>

#include "sipcore/dns/dns_resolver.hpp"
#include "sipcore/network/transport.hpp"
#include "tests/sipcore/dns/fake_zone.hpp"
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
  void close(const sipcore::Target& target);    // over TCP or TLS: the connection ends by itself
  void connect(const sipcore::Target& target);  // over TCP or TLS: it succeeds

  // The phone has another address from now on.
  void move_phone(std::string address);

  std::deque<Sent> sent;  // in order; the test takes from the front
  std::deque<Sent> replies;
  std::deque<std::string> withdrawn;     // what nobody waits for any more
  std::set<sipcore::Target> no_socket;   // open() fails
  std::set<sipcore::Target> unsendable;  // send() fails
  bool has_v6 = true;
  std::string own_address = "192.0.2.5";  // of IPv4
  int open_links = 0;

 private:
  class FakeLink;

  FakeClock& clock_;
  Receiver* receiver_ = nullptr;
  std::map<sipcore::Target, std::weak_ptr<sipcore::Link>> links_{};
};

// The real one, over a name server that the test writes.
class FakeResolver : public sipcore::DnsResolver {
 public:
  explicit FakeResolver(FakeClock& clock);

  // All addresses of a name, with one time to live; without any it does not exist.
  void set_addresses(const std::string& name, std::uint32_t ttl,
                     const std::vector<std::string>& addresses);

  FakeZone zone;  // its patience is that of the resolver at first
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
