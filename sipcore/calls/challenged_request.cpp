#include "sipcore/calls/challenged_request.hpp"

#include <utility>

namespace lineman::sipcore {

ChallengedRequest::ChallengedRequest(Transactions& transactions, Authenticator* authenticator,
                                     ChallengedRequestForm form,
                                     std::function<void(TransactionEnd)> done)
    : transactions_(transactions),
      authenticator_(authenticator),
      form_(std::move(form)),
      done_(std::move(done)) {
  if (authenticator_ != nullptr) authenticator_->begin_attempt();
  send();
}

void ChallengedRequest::send() {
  auto form = form_.make();
  if (authenticator_ != nullptr) form.authorization = authenticator_->lines(form.method, form.uri);
  OutgoingRequest request{.link = form_.link,
                          .method = method_of(form.method),
                          .method_text = form.method,
                          .branch = form.branch,
                          .call_id = form.call_id,
                          .from_tag = form.from_tag,
                          .cseq = form.cseq,
                          .text = request_text(form)};
  request_ = transactions_.start(std::move(request), form_.patience, *form_.counters,
                                 {.ended = [this](TransactionEnd how) { ended(std::move(how)); }});
}

void ChallengedRequest::ended(TransactionEnd how) {
  if (const auto* answer = std::get_if<Answered>(&how); answer && is_challenge(answer->response)) {
    ++(*form_.counters)[datamodel::ServerCounter::challenges];
    if (authenticator_ != nullptr && authenticator_->accept(answer->response)) return send();
  }
  // Nothing of this object is touched from here on: the owner may destroy it.
  const auto done = std::move(done_);
  done(std::move(how));
}

}  // namespace lineman::sipcore
