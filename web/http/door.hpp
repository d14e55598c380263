// The HTTP door: connections from the network, each request handed to the site.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "daemon/limited_log.hpp"
#include "daemon/listening/listening.hpp"
#include "web/http/connection.hpp"
#include "web/http/room.hpp"
#include "web/http/site.hpp"
#include "web/http/tls_context.hpp"

namespace lineman::web {

// One thread: the loop's. What it is given outlives it. Of a request nothing is logged but where it
// came from and why it was refused. In the headers of http/: the only ones that show Asio.
class Door {
 public:
  struct Places {
    std::vector<std::string> listen{};  // "0.0.0.0:443", "[::]:443"
    std::vector<int> inherited{};       // sockets that listen already, in place of all of `listen`
  };

  // No context: plain HTTP.
  Door(boost::asio::io_context& loop, Clock& clock, Places places, TlsContext context, Site& site);
  ~Door();
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  // What cannot be opened is logged and tried again.
  void open();

  // For connections to come; those that are there keep theirs.
  void take_context(TlsContext context) { context_ = std::move(context); }

  std::size_t connections() const { return connections_.size(); }
  // Told where the first one came, and where the last one went.
  void on_connections(std::function<void()> changed) { changed_ = std::move(changed); }

  std::vector<daemon::OpenAddress> local() const;

 private:
  void take(ByteStream::Socket socket);
  bool make_room(const std::string& source);
  Connection::Hooks hooks(unsigned long id, const std::string& peer);
  void ended(unsigned long id);
  void say(log::Event event, std::string sentence, const std::string& peer);

  struct Entry {
    std::string source{};
    std::shared_ptr<Connection> connection{};
  };

  Clock& clock_;
  TlsContext context_;
  Site& site_;
  daemon::LimitedLog log_;
  std::function<void()> changed_ = [] {};
  std::map<unsigned long, Entry> connections_{};
  unsigned long last_ = 0;
  daemon::Listening listening_;
};

}  // namespace lineman::web
