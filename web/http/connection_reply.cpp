#include "web/http/connection_reply.hpp"

#include <utility>

#include "web/http/connection.hpp"

namespace lineman::web {

ConnectionReply::ConnectionReply(std::weak_ptr<Connection> connection)
    : connection_{std::move(connection)} {}

ConnectionReply::~ConnectionReply() {
  begun_ ? end() : send({.status = 500});
}

void ConnectionReply::send(Response response) {
  if (begun_) return;
  if (const auto connection = std::exchange(connection_, {}).lock()) connection->send(response);
}

void ConnectionReply::begin(Response head, std::function<void()> closed) {
  const auto connection = connection_.lock();
  if (!connection || begun_) return;
  begun_ = true;
  connection->begin(head, std::move(closed));
}

Written ConnectionReply::write(std::string text) {
  const auto connection = connection_.lock();
  return connection && begun_ ? connection->write(text) : Written::closed;
}

void ConnectionReply::end() {
  if (!begun_) return;
  if (const auto connection = std::exchange(connection_, {}).lock()) connection->end_of_body();
}

}  // namespace lineman::web
