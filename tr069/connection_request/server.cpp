#include "tr069/connection_request/server.hpp"

#include <boost/asio/io_context.hpp>
#include <map>
#include <utility>

#include "daemon/limited_log.hpp"
#include "daemon/listening/listening.hpp"
#include "daemon/listening/source.hpp"
#include "daemon/log.hpp"
#include "tr069/connection_request/answer.hpp"
#include "tr069/connection_request/connection.hpp"
#include "tr069/connection_request/request_url.hpp"

namespace lineman::cwmp {

class RequestServer::Listeners : public std::enable_shared_from_this<Listeners> {
 public:
  Listeners(boost::asio::io_context& loop, Clock& clock, std::vector<std::string> addresses,
            Hooks hooks, const std::vector<int>& inherited)
      : clock_{clock},
        path_{hooks.path},
        counted_{hooks.counted},
        log_{clock, log_lines_per_minute},
        listening_{loop,
                   clock,
                   "connection requests",
                   std::move(addresses),
                   inherited,
                   {.accepted = [this](Connection::Socket socket) { take(std::move(socket)); },
                    .opened = hooks.opened}},
        answerer_{clock, std::move(hooks)} {}

  void open();
  void close();
  std::vector<DoorState> doors() const;
  std::string url(const std::string& own_address) const;

 private:
  void take(Connection::Socket socket);
  Connection::Reply answer(const std::string& source, const HeadResult& head, bool may_stay);
  void ended(unsigned long id, const std::string& source);
  void came_to(const std::string& source, RequestOutcome outcome);
  void say(const std::string& source, std::string_view outcome);

  Clock& clock_;
  std::function<std::string()> path_;
  std::function<void(RequestOutcome)> counted_;
  daemon::LimitedLog log_;
  daemon::Listening listening_;
  Answerer answerer_;
  OpenConnections open_connections_;
  std::map<unsigned long, std::shared_ptr<Connection>> connections_;
  unsigned long last_connection_ = 0;
};

void RequestServer::Listeners::open() {
  listening_.open();
}

void RequestServer::Listeners::close() {
  listening_.close();
  for (auto& [id, connection] : connections_) connection->close();
  connections_.clear();
  open_connections_ = {};
}

void RequestServer::Listeners::take(Connection::Socket socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;  // gone already
  const auto name = daemon::host_address(peer.address().to_string()).text;
  const auto source = daemon::source_of(peer.address());
  if (!open_connections_.add(source)) return came_to(name, RequestOutcome::too_many_connections);
  const auto id = ++last_connection_;
  const auto connection = std::make_shared<Connection>(
      std::move(socket), clock_,
      Connection::Hooks{
          .answer = [this, name](const HeadResult& head,
                                 bool may_stay) { return answer(name, head, may_stay); },
          .too_slow = [this, name] { came_to(name, RequestOutcome::too_slow); },
          .ended = [this, id, source] { ended(id, source); }});
  connections_.emplace(id, connection);
  connection->start();
}

void RequestServer::Listeners::ended(unsigned long id, const std::string& source) {
  if (connections_.erase(id) != 0) open_connections_.remove(source);
}

Connection::Reply RequestServer::Listeners::answer(const std::string& source,
                                                   const HeadResult& head, bool may_stay) {
  const auto self = shared_from_this();
  const auto answer = answerer_.answer(head);
  came_to(source, answer.outcome);
  const bool last = !may_stay || answer.status != 401;
  return {.octets = print(answer, last), .last = last};
}

void RequestServer::Listeners::came_to(const std::string& source, RequestOutcome outcome) {
  if (counted_) counted_(outcome);
  if (const auto words = words_of(outcome); !words.empty()) say(source, words);
}

// A source that asks without end does not fill the log.
void RequestServer::Listeners::say(const std::string& source, std::string_view outcome) {
  std::string sentence = "a connection request from " + source + " was ";
  sentence += outcome;
  log_.write(log::Level::info, log::Event::connection_request_refused, std::move(sentence),
             {{"LINEMAN_DOOR", "cwmp"}});
}

std::vector<DoorState> RequestServer::Listeners::doors() const {
  std::vector<DoorState> states;
  for (const auto& listener : listening_.listeners()) {
    states.push_back({"cwmp", listener->address(), listener->is_open(), listener->problem()});
  }
  return states;
}

std::string RequestServer::Listeners::url(const std::string& own_address) const {
  std::vector<OpenAddress> open;
  for (const auto& listener : listening_.listeners()) {
    if (!listener->is_open()) continue;
    for (auto& local : listener->local()) open.push_back(std::move(local));
  }
  return request_url(open, daemon::host_address(own_address), daemon::host_addresses(), path_());
}

RequestServer::RequestServer(boost::asio::io_context& loop, Clock& clock,
                             std::vector<std::string> listen, Hooks hooks,
                             const std::vector<int>& inherited)
    : listeners_{std::make_shared<Listeners>(loop, clock, std::move(listen), std::move(hooks),
                                             inherited)} {}

RequestServer::~RequestServer() {
  listeners_->close();
}

void RequestServer::open() {
  listeners_->open();
}

void RequestServer::close() {
  listeners_->close();
}

std::vector<DoorState> RequestServer::doors() const {
  return listeners_->doors();
}

std::string RequestServer::url(const std::string& own_address) const {
  return listeners_->url(own_address);
}

}  // namespace lineman::cwmp
