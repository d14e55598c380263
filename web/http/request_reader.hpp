// Requests, from the octets of a connection in whatever pieces they come.
#pragma once

#include <string>
#include <string_view>

#include "web/http/message.hpp"
#include "web/http/refusal.hpp"

namespace lineman::web {

// Pure. One request at a time: what comes behind a complete one is kept until that one is taken.
class RequestReader {
 public:
  enum class State : unsigned char {
    quiet,     // nothing of a request is there
    head,      // a part of its head is
    body,      // its head is, and a part of its body
    complete,  // take() it
    refused,   // nothing more can be read from this connection
  };

  void add(std::string_view octets);

  State state() const { return state_; }
  std::size_t size() const { return octets_.size(); }  // of what it keeps

  // Whether the client waits for "100 Continue" before it sends the body; true once.
  bool wants_continue();

  // Of a complete one: what it was, and whether another one may follow. Then the next one begins.
  Request take();
  bool persistent() const { return persistent_; }  // of what was taken

  const Refusal& refusal() const { return refusal_; }  // of a refused one

 private:
  void advance();
  void read_head();
  void read_body();
  void refuse(Refusal refusal);

  State state_ = State::quiet;
  std::string octets_{};
  std::size_t searched_ = 0;  // so far there is no end of a head
  Request request_{};
  std::size_t body_ = 0;         // octets of the request's body
  bool next_persistent_ = true;  // of request_
  bool persistent_ = true;
  bool wants_continue_ = false;
  Refusal refusal_{};
};

}  // namespace lineman::web
