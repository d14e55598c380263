#include "sipcore/calls/call_session.hpp"

#include <utility>

#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

namespace {

// Between 0 and 10 seconds, as RFC 3261, 14.2 wants it.
std::string retry_after_line() {
  return "Retry-After: " + std::to_string(std::stoul(random_token(1), nullptr, 16) % 11) + "\r\n";
}

// Any other answer shows that it is there (RFC 3261, 12.2.1.2).
bool is_gone(const TransactionEnd& how) {
  const auto* answer = std::get_if<Answered>(&how);
  return answer == nullptr || answer->response.status == 481 || answer->response.status == 408;
}

}  // namespace

std::string dialog_headers(const Request& request, std::string_view contact_user,
                           const Target& local) {
  std::string headers;
  if (request.to_tag.empty()) {
    for (const auto& route : request.record_routes) headers += "Record-Route: " + route + "\r\n";
  }
  headers += contact_line(contact_user, local);
  return (headers += allow_line) += supported_line;
}

CallSession::CallSession(CallContext& context, SessionForm form, News news)
    : context_(context),
      form_(std::move(form)),
      news_(std::move(news)),
      authenticator_(form_.credentials),
      link_(form_.dialog.link(context.transport)),
      told_(link_->local()) {
  ask_later();
}

void CallSession::received(const Inbound& inbound) {
  const auto& request = inbound.request;
  if (!bye_) ask_later();
  if (request.method == "ACK") {
    if (request.cseq == awaited_cseq_) awaits_ack_.reset();
    return;
  }
  if (!form_.dialog.takes_in_order(request))
    return context_.incoming.answer(inbound, {.status = 500});
  if (request.method == "BYE") return bye_received(inbound);
  if (request.method == "INVITE") return reinvited(inbound);
  // OPTIONS: what else there is was refused before.
  context_.incoming.answer(inbound, {.headers = std::string(allow_line) + std::string(accept_line) +
                                                std::string(supported_line)});
}

void CallSession::bye_received(const Inbound& inbound) {
  context_.incoming.answer(inbound, {});
  awaits_ack_.reset();
  asks_.reset();
  // Both hung up at once: our own BYE has its answer to come.
  if (bye_) return;
  const auto ended = news_.ended;
  ended();
}

void CallSession::reinvited(const Inbound& inbound) {
  if (bye_) return context_.incoming.answer(inbound, {.status = 481});
  // One after the other (RFC 3261, 14.2).
  if (awaits_ack_)
    return context_.incoming.answer(inbound, {.status = 500, .headers = retry_after_line()});
  const auto& body = inbound.request.body;
  const auto local = link_->local().address;
  if (body.text.empty()) {
    form_.dialog.refresh_target(inbound.request);
    return accept(inbound, form_.sdp.offer(local));
  }
  if (body.type != sdp_type)
    return context_.incoming.answer(inbound, {.status = 415, .headers = std::string(accept_line)});
  auto answer = form_.sdp.answer(body.text, local);
  if (!answer) return context_.incoming.answer(inbound, {.status = 488});
  form_.dialog.refresh_target(inbound.request);
  accept(inbound, std::move(*answer));
}

void CallSession::accept(const Inbound& invite, std::string body) {
  link_ = form_.dialog.link(context_.transport);
  told_ = link_->local();
  const AnswerForm answer{
      .status = 200,
      .to_tag = form_.dialog.local_tag(),
      .headers = dialog_headers(invite.request, form_.dialog.contact_user(), link_->contact()),
      .body = {.type = std::string(sdp_type), .text = std::move(body)}};
  context_.incoming.answer(invite, answer);
  awaited_cseq_ = invite.request.cseq;
  awaits_ack_ = std::make_unique<Resender>(
      context_.clock, form_.timers,
      Resender::Calls{
          .send = [this, invite, answer] { context_.incoming.send(invite, answer, Pass::again); },
          .give_up = [this] { drop("no ACK in time"); }});
}

void CallSession::hang_up() {
  if (bye_) return;
  awaits_ack_.reset();
  asks_.reset();
  question_.reset();
  const auto link = form_.dialog.link(context_.transport);
  bye_ = std::make_unique<ChallengedRequest>(
      context_.transactions, &authenticator_,
      ChallengedRequestForm{
          .link = link,
          .patience = {.timers = form_.timers, .last = true},
          .counters = form_.counters,
          .make = [this, link] { return form_.dialog.next("BYE", link->local()); }},
      [this](const TransactionEnd&) {
        const auto ended = news_.ended;
        ended();
      });
}

void CallSession::drop(const std::string& reason) {
  if (bye_) return;
  news_.dropped(reason);
  hang_up();
}

void CallSession::network_changed() {
  if (link_->local() != told_) drop("our address is another one");
}

// ---- whether the other side is there

void CallSession::ask_later() {
  question_.reset();
  asks_ = context_.clock.after(calls_are_asked_after, [this] { ask(); });
}

void CallSession::ask() {
  const auto link = form_.dialog.link(context_.transport);
  question_ = std::make_unique<ChallengedRequest>(
      context_.transactions, &authenticator_,
      ChallengedRequestForm{.link = link,
                            .patience = {.timers = form_.timers, .last = true},
                            .counters = form_.counters,
                            .make =
                                [this, link] {
                                  auto form = form_.dialog.next("OPTIONS", link->local());
                                  form.headers = std::string(accept_line);
                                  return form;
                                }},
      [this](const TransactionEnd& how) { told(how); });
}

void CallSession::told(const TransactionEnd& how) {
  if (is_gone(how)) return drop("the other side is gone");
  ask_later();
}

}  // namespace lineman::sipcore
