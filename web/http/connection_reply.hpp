// The way back to a connection. Internal to http/.
#pragma once

#include <memory>

#include "web/http/site.hpp"

namespace lineman::web {

class Connection;

class ConnectionReply final : public Reply {
 public:
  explicit ConnectionReply(std::weak_ptr<Connection> connection);
  ~ConnectionReply() override;
  ConnectionReply(const ConnectionReply&) = delete;
  ConnectionReply& operator=(const ConnectionReply&) = delete;

  void send(Response response) override;
  void begin(Response head, std::function<void()> closed) override;
  Written write(std::string text) override;
  void end() override;

 private:
  std::weak_ptr<Connection> connection_;  // nobody, once it was answered
  bool begun_ = false;
};

}  // namespace lineman::web
