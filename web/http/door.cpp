#include "web/http/door.hpp"

#include <utility>

#include "daemon/listening/host_address.hpp"
#include "daemon/listening/source.hpp"
#include "daemon/log.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {

Door::Door(boost::asio::io_context& loop, Clock& clock, Places places, TlsContext context,
           Site& site)
    : clock_{clock},
      context_{std::move(context)},
      site_{site},
      log_{clock, log_lines_per_minute},
      listening_{loop,
                 clock,
                 "requests of browsers",
                 std::move(places.listen),
                 places.inherited,
                 {.accepted = [this](ByteStream::Socket socket) { take(std::move(socket)); }}} {}

Door::~Door() {
  listening_.close();
  for (auto& [id, entry] : connections_) entry.connection->close();
}

void Door::open() {
  listening_.open();
}

std::vector<daemon::OpenAddress> Door::local() const {
  std::vector<daemon::OpenAddress> all;
  for (const auto& listener : listening_.listeners()) {
    if (!listener->is_open()) continue;
    for (auto& local : listener->local()) all.push_back(std::move(local));
  }
  return all;
}

void Door::take(ByteStream::Socket socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;  // gone already
  const auto name = daemon::host_address(peer.address().to_string()).text;
  const auto source = daemon::source_of(peer.address());
  if (!make_room(source)) {
    return say(log::Event::web_refused, "has too many connections, and none of them is idle", name);
  }
  const auto id = ++last_;
  const bool encrypted = context_ != nullptr;
  auto stream =
      encrypted ? tls_stream(std::move(socket), context_) : plain_stream(std::move(socket));
  auto connection = std::make_shared<Connection>(
      std::move(stream), clock_, Connection::Peer{.address = name, .encrypted = encrypted},
      hooks(id, name));
  connections_.emplace(id, Entry{source, connection});
  connection->start();
  if (connections_.size() == 1) changed_();
}

bool Door::make_room(const std::string& source) {
  std::vector<Guest> guests;
  for (const auto& [id, entry] : connections_)
    guests.push_back({id, entry.source, entry.connection->idle_since()});
  const auto verdict = room_for(guests, source);
  if (verdict.leaves) {
    connections_.at(*verdict.leaves).connection->close();
    connections_.erase(*verdict.leaves);
  }
  return verdict.granted;
}

Connection::Hooks Door::hooks(unsigned long id, const std::string& peer) {
  return {.handle =
              [this](Request request, std::shared_ptr<Reply> reply) {
                site_.handle(std::move(request), std::move(reply));
              },
          .refused =
              [this, peer](const Refusal& refusal) {
                say(log::Event::web_refused,
                    "was answered with " + std::to_string(refusal.status) + ": " + refusal.sentence,
                    peer);
              },
          .no_handshake =
              [this, peer](const std::string& reason) {
                say(log::Event::web_no_handshake, "does not come to terms over TLS: " + reason,
                    peer);
              },
          .ended = [this, id] { ended(id); }};
}

void Door::ended(unsigned long id) {
  connections_.erase(id);
  if (connections_.empty()) changed_();
}

// A stranger who asks without end does not fill the log.
void Door::say(log::Event event, std::string sentence, const std::string& peer) {
  log_.write(log::Level::info, event, "a browser at " + peer + ' ' + std::move(sentence),
             {{"LINEMAN_DOOR", "web"}});
}

}  // namespace lineman::web
