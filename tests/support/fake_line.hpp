// The line of one caller of a varlink service, which remembers what it was answered.
#pragma once

#include <utility>
#include <vector>

#include "varlink/exchange.hpp"

namespace lineman::test {

class FakeLine : public varlink::Exchange::Line {
 public:
  explicit FakeLine(varlink::Peer peer = {}) : peer_{std::move(peer)} {}
  varlink::ConnectionId id() const override { return 1; }
  const varlink::Peer& peer() const override { return peer_; }
  varlink::Queued send(const varlink::Reply& reply) override {
    replies.push_back(reply);
    return varlink::Queued::yes;
  }
  std::vector<varlink::Reply> replies{};

 private:
  varlink::Peer peer_;
};

}  // namespace lineman::test
