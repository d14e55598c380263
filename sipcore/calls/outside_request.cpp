#include "sipcore/calls/outside_request.hpp"

#include "sipcore/message/sip_uri.hpp"

namespace lineman::sipcore {

RequestForm outside_form(const Hop& hop, const OutsideRequest& request) {
  const std::string dialled(request.dialled);
  RequestForm form{.method = request.method,
                   .uri = dialled.empty()
                              ? address_of_record(hop.identity)
                              : dialled_uri(dialled, hop.identity.domain).value_or(dialled),
                   .local = hop.link->local(),
                   .branch = new_branch(),
                   .from = name_addr(hop.identity),
                   .from_tag = request.from_tag,
                   .call_id = request.call_id,
                   .cseq = request.cseq};
  form.to = "<" + form.uri + ">";
  if (!hop.route.empty()) form.routes.push_back("<" + hop.route + ">");
  return form;
}

}  // namespace lineman::sipcore
