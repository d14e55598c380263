// SNMP messages made and read octet by octet, for what the tools do not send.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/mibs/ber.hpp"

namespace lineman::mibs::test {

// The agent's engine ID in these tests.
inline const std::string engine = std::string("\x80\x00\x7e\xd9\x04", 5) + "lineman test";

// Arcs below linemanSipObjects as a whole name.
Name ours(const Name& below);

struct Varbind {
  Name name;
  Octets value = ber_null();
};

enum class Operation : unsigned char { get = 0xA0, get_next = 0xA1, set = 0xA3, get_bulk = 0xA5 };

// A version 2c message. `first` and `second` are error-status and -index, or non-repeaters and
// max-repetitions.
Octets message(const std::string& community, Operation operation, long request,
               const std::vector<Varbind>& varbinds, long first = 0, long second = 0);

Octets pdu_of(Operation operation, long request, const std::vector<Varbind>& varbinds,
              long first = 0, long second = 0);

// A version 3 message of a user, noAuthNoPriv.
Octets message_without_security(const std::string& of_engine, const std::string& user,
                                const Octets& pdu);

struct Answered {
  Name name;
  unsigned char type = null_tag;
  std::uint64_t number = 0;  // of the value's octets
};

struct Response {
  long request = 0;
  long status = 0;
  long index = 0;
  std::size_t varbinds = 0;
  std::vector<Answered> values{};
  bool report = false;  // RFC 3412, 7.1: the request was not even looked at
};

// Nothing where it is encrypted.
std::optional<Response> parse(const Octets& message);

// Of a PDU: a response or a report.
std::optional<Response> parse_pdu(BerReader& pdu);

// One socket, so that everything comes from one port.
class RawClient {
 public:
  explicit RawClient(unsigned port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(const Octets& message) const;
  // Waits for a response; nothing where none comes for a long time.
  std::optional<Response> receive() const;
  std::optional<Octets> receive_octets() const;
  // Whether one is there already.
  bool has_response() const;
  std::optional<Response> ask(const Octets& message) const;

 private:
  int socket_;
};

}  // namespace lineman::mibs::test
