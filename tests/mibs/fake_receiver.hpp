// A receiver of notifications that does what it is told to, octet by octet.
#pragma once

#include <netinet/in.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/mibs/raw_client.hpp"

namespace lineman::mibs::test {

// What came: of version 2c, or the part of version 3 that is not encrypted.
struct Heard {
  Octets message;
  long version = 0;  // as the message has it: 1 is 2c, 3 is 3
  // Version 2c.
  std::string community;
  unsigned char operation = 0;  // 0xA6: inform, 0xA7: trap
  long request = 0;
  std::vector<Octets> names;   // of the varbinds, encoded
  std::vector<Octets> values;  // encoded
  // Version 3.
  long message_id = 0;
  std::string engine;
  std::string user;
};

class FakeReceiver {
 public:
  // On a port of its own at 127.0.0.1, or at ::1.
  explicit FakeReceiver(bool six = false);
  ~FakeReceiver();
  FakeReceiver(const FakeReceiver&) = delete;
  FakeReceiver& operator=(const FakeReceiver&) = delete;

  // "udp:127.0.0.1:40000"
  std::string address() const;

  // Waits for a message; fails where none comes for a long time.
  Heard receive();
  // Whether one is there already.
  bool has_message() const;

  // To whoever sent the last message to `receiver`, from here.
  void send_as_if_to(const FakeReceiver& receiver, const Octets& octets) const;

  // To whoever sent the last message.
  void send(const Octets& octets) const;

 private:
  int socket_;
  bool six_;
  unsigned port_ = 0;
  sockaddr_storage from_{};
  socklen_t from_size_ = 0;
};

// The response to an inform of version 2c (RFC 3416, 4.2.7): the same with another tag. `status` is
// the error-status.
Octets acknowledgement(const Heard& inform, long status = 0);

// The report that tells a stranger of version 3 which engine this is; or, to a message of a user,
// why it is not taken: the last arc of usmStats. Net-SNMP names the user in it.
constexpr unsigned long unknown_engine = 4;
constexpr unsigned long unknown_user = 3;
Octets report(const Heard& to, const std::string& of_engine, unsigned long what = unknown_engine);

}  // namespace lineman::mibs::test
