// Where the request server takes connections. Internal to connection_request/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/listening/accepting.hpp"
#include "daemon/listening/host_address.hpp"

namespace lineman::daemon {

// One listening address.
class Listener {
 public:
  virtual ~Listener() = default;

  virtual void open() = 0;   // tries where it is not open
  virtual void close() = 0;  // forgets the problem, too

  virtual const std::string& address() const = 0;
  virtual bool is_open() const = 0;
  virtual const std::string& problem() const = 0;      // why the last open() did not
  virtual std::vector<OpenAddress> local() const = 0;  // of one that is open
};

// `address` as in cwmp.listen; the socket is there while it is open.
std::unique_ptr<Listener> make_listener(boost::asio::io_context& loop, Clock& clock,
                                        std::string address, Accepting::OnAccepted accepted);

// Over a socket that systemd opened, which is taken over. It listens as long as systemd wants it
// to, whoever serves it: while this is closed, each connection is accepted and closed at once, so
// that nobody waits for an answer. Its address is "systemd:0.0.0.0:7547".
std::unique_ptr<Listener> make_inherited_listener(boost::asio::io_context& loop, Clock& clock,
                                                  int descriptor, Accepting::OnAccepted accepted);

}  // namespace lineman::daemon
