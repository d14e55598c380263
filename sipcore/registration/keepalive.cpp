#include "sipcore/registration/keepalive.hpp"

#include <utility>

#include "sipcore/message/message_text.hpp"
#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

using datamodel::ServerCounter;

Keepalive::Keepalive(Clock& clock, Transactions& transactions, Form form,
                     datamodel::ServerCounters& counters, News news)
    : clock_(clock),
      transactions_(transactions),
      form_(std::move(form)),
      counters_(counters),
      news_(std::move(news)),
      call_id_(random_token(16)),
      from_tag_(random_token(8)) {
  wait();
}

void Keepalive::wait() {
  request_.reset();
  asked_ = false;
  timer_ = clock_.after(form_.interval, [this] { ask(); });
}

void Keepalive::ask() {
  ++counters_[ServerCounter::keepalives_sent];
  if (form_.link->target().protocol == Protocol::udp) return ask_by_options();
  ask_by_line_ends();
}

void Keepalive::ask_by_options() {
  const RequestForm form{.method = "OPTIONS",
                         .uri = registrar_uri(form_.identity),
                         .local = form_.link->local(),
                         .branch = new_branch(),
                         .from = name_addr(form_.identity),
                         .from_tag = from_tag_,
                         .to = "<" + registrar_uri(form_.identity) + ">",
                         .call_id = call_id_,
                         .cseq = ++cseq_,
                         .headers = std::string(accept_line)};
  request_ = transactions_.start({.link = form_.link,
                                  .method = datamodel::Method::options,
                                  .method_text = form.method,
                                  .branch = form.branch,
                                  .call_id = form.call_id,
                                  .from_tag = from_tag_,
                                  .cseq = form.cseq,
                                  .text = request_text(form)},
                                 form_.patience, counters_,
                                 {.ended = [this](const TransactionEnd& how) { ended(how); }});
}

void Keepalive::ask_by_line_ends() {
  if (auto error = form_.link->send("\r\n\r\n")) return lose(error->sentence);
  asked_ = true;
  timer_ = clock_.after(longest_pong, [this] { lose("a keepalive was not answered"); });
}

void Keepalive::pong(const Target& from) {
  if (asked_ && from == form_.link->target()) wait();
}

// Whoever answers is there, except where it says itself that it is not of use.
void Keepalive::ended(const TransactionEnd& how) {
  const auto* answer = std::get_if<Answered>(&how);
  if (answer != nullptr && answer->response.status != 503) {
    news_.answered(answer->response.status);
    return wait();
  }
  const auto* error = std::get_if<TransportError>(&how);
  lose(answer != nullptr  ? "a keepalive was answered by 503"
       : error != nullptr ? error->sentence
                          : "a keepalive was not answered");
}

void Keepalive::lose(std::string reason) {
  ++counters_[ServerCounter::keepalives_lost];
  timer_.reset();
  // Nothing of this object is touched from here on: the owner may destroy it.
  const auto tell = std::move(news_.lost);
  tell({.cause = Cause::keepalive, .reason = std::move(reason)});
}

}  // namespace lineman::sipcore
