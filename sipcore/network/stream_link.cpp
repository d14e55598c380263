#include "sipcore/network/stream_link.hpp"

#include "sipcore/network/stream_socket.hpp"

namespace lineman::sipcore {

Target StreamLink::local() const {
  auto contact = owner_.contact_towards(target_);
  if (connection_) contact.address = connection_->local().address;
  return contact;
}

std::optional<TransportError> StreamLink::send(std::string_view message) {
  if (!connection_) {
    auto made =
        owner_.connect(target_, name_,
                       {.opened =
                            [this] {
                              const auto self = shared_from_this();
                              if (auto* receiver = owner_.receiver()) receiver->connected(*self);
                            },
                        .received =
                            [this](std::string_view octets) {
                              const auto self = shared_from_this();
                              if (auto* receiver = owner_.receiver())
                                receiver->received(target_, octets);
                            },
                        .ended = [this](const StreamConnection::Ended& how) { ended(how); }});
    if (!made) return made.error();
    connection_ = std::move(*made);
  }
  return connection_->send(message);
}

void StreamLink::withdraw(std::string_view message) {
  if (!connection_) return;
  connection_->withdraw(message);
  if (!connection_->open() && !connection_->waits()) connection_.reset();
}

bool StreamLink::lost() const {
  return connection_ && !is_ours(connection_->local().address);
}

void StreamLink::end(const TransportError& error) {
  if (connection_) ended({.was_open = connection_->open(), .error = error});
}

void StreamLink::ended(const StreamConnection::Ended& how) {
  const auto self = shared_from_this();  // whoever is told may let go of the link
  const auto over = std::move(connection_);
  auto* receiver = owner_.receiver();
  if (receiver == nullptr) return;
  receiver->failed(*self, how.error);
  if (how.was_open) receiver->closed(*self);
}

}  // namespace lineman::sipcore
