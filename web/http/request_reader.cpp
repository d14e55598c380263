#include "web/http/request_reader.hpp"

#include <utility>

#include "web/http/letters.hpp"
#include "web/http/limits.hpp"
#include "web/http/request_head.hpp"

namespace lineman::web {
namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";

}  // namespace

void RequestReader::add(std::string_view octets) {
  if (state_ == State::refused) return;
  octets_ += octets;
  advance();
}

bool RequestReader::wants_continue() {
  return std::exchange(wants_continue_, false);
}

Request RequestReader::take() {
  auto taken = std::exchange(request_, {});
  persistent_ = next_persistent_;
  state_ = State::quiet;
  searched_ = 0;
  advance();
  return taken;
}

void RequestReader::advance() {
  if (state_ == State::quiet || state_ == State::head) read_head();
  if (state_ == State::body) read_body();
}

void RequestReader::refuse(Refusal refusal) {
  state_ = State::refused;
  refusal_ = std::move(refusal);
  octets_ = {};
}

void RequestReader::read_head() {
  // An empty line before a request is no fault (RFC 9112, 2.2).
  while (octets_.starts_with(end_of_line)) octets_.erase(0, end_of_line.size());
  state_ = octets_.empty() ? State::quiet : State::head;
  if (state_ == State::quiet) return;
  // A method is made of letters: who speaks TLS here need not wait until he has said 8 KiB.
  const bool may_begin_line = octets_.front() == '\r';
  if (!is_alphanumeric(octets_.front()) && !may_begin_line)
    return refuse({400, "the request is no HTTP"});
  if (octets_.find('\n') > longest_request_line && octets_.size() > longest_request_line)
    return refuse({414, "the request line is too long"});
  const auto end = octets_.find(end_of_head, searched_);
  const bool found = end != std::string::npos;
  const auto size = found ? end + end_of_head.size() : octets_.size();
  if (size > largest_head) return refuse({431, "the headers are too large"});
  searched_ = size < end_of_head.size() ? 0 : size - end_of_head.size() + 1;
  if (!found) return;
  auto head = read_request_head({octets_.data(), size});
  if (!head) return refuse(head.error());
  octets_.erase(0, size);
  request_ = std::move(head->request);
  body_ = head->body;
  next_persistent_ = head->persistent;
  wants_continue_ = head->expects_continue;
  state_ = State::body;
}

void RequestReader::read_body() {
  if (octets_.size() < body_) return;
  request_.body = octets_.substr(0, body_);
  octets_.erase(0, body_);
  wants_continue_ = false;
  state_ = State::complete;
}

}  // namespace lineman::web
