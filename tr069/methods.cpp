#include "tr069/methods.hpp"

#include "tr069/attributes.hpp"
#include "tr069/session/notifications.hpp"

namespace lineman::cwmp {
namespace {

Fault fault(FaultCode code, std::string sentence) {
  return {.code = code, .sentence = std::move(sentence)};
}

// Of SetParameterValuesResponse and its kin.
unsigned status_of(const Outcome& outcome) {
  return outcome.applied == Applied::yes ? 0 : 1;
}

}  // namespace

Methods::Methods(Surroundings surroundings, Hooks hooks)
    : at_{surroundings}, hooks_{std::move(hooks)} {}

void Methods::call(const Request& request, std::string_view acs, const Session::Answer& answer) {
  acs_ = acs;
  std::visit([&](const auto& each) { answer_to(each, answer); }, request);
}

void Methods::answer_to(const GetRPCMethods&, const Session::Answer& answer) {
  answer(GetRPCMethodsResponse{supported_methods()});
}

void Methods::answer_to(const SetParameterValues& request, const Session::Answer& answer) {
  auto plan = std::make_shared<DataModel::Plan>(at_.model.plan(request.values));
  if (!plan->faults.empty()) {
    return answer(Fault{.code = FaultCode::invalid_arguments,
                        .sentence = "parameters are refused",
                        .parameters = std::move(plan->faults)});
  }
  TransactionRequest transaction{.asker = {Door::cwmp, acs_},
                                 .changes = plan->changes,
                                 .deadline = at_.clock.now() + longest_change,
                                 .parameter_key = request.parameter_key};
  at_.configuration.run(
      std::move(transaction),
      [plan, answer, &model = at_.model, alive = std::weak_ptr(alive_)](const Outcome& outcome) {
        if (alive.expired()) return;
        if (outcome.refused()) return answer(model.fault_of(outcome.problems, *plan));
        answer(SetParameterValuesResponse{.status = status_of(outcome)});
      });
}

// Counters are asked of the SIP core anew, states it pushes by itself.
void Methods::answer_to(const GetParameterValues& request, const Session::Answer& answer) {
  at_.status.refresh(
      [names = request.names, answer, &model = at_.model, alive = std::weak_ptr(alive_)] {
        if (alive.expired()) return;
        auto values = model.values(names);
        if (!values) return answer(std::move(values.error()));
        answer(GetParameterValuesResponse{std::move(*values)});
      });
}

void Methods::answer_to(const GetParameterNames& request, const Session::Answer& answer) {
  auto names = at_.model.names(request.path, request.next_level);
  if (!names) return answer(std::move(names.error()));
  answer(GetParameterNamesResponse{std::move(*names)});
}

void Methods::answer_to(const SetParameterAttributes& request, const Session::Answer& answer) {
  auto wanted = with_attributes(at_.model, at_.state, request.list);
  if (!wanted) return answer(std::move(wanted.error()));
  const auto before = at_.state;
  at_.state = std::move(*wanted);
  keep(before, SetParameterAttributesResponse{}, answer);
}

void Methods::answer_to(const GetParameterAttributes& request, const Session::Answer& answer) {
  auto found = attributes_of(at_.model, at_.state, request.names);
  if (!found) return answer(std::move(found.error()));
  answer(GetParameterAttributesResponse{std::move(*found)});
}

void Methods::answer_to(const AddObject& request, const Session::Answer& answer) {
  const auto plan = at_.model.add_object(request.object_name);
  if (!plan) return answer(plan.error());
  change_row(*plan, request.parameter_key, answer, [number = plan->number](unsigned status) {
    return Response{AddObjectResponse{.instance_number = number, .status = status}};
  });
}

void Methods::answer_to(const DeleteObject& request, const Session::Answer& answer) {
  const auto plan = at_.model.delete_object(request.object_name);
  if (!plan) return answer(plan.error());
  change_row(*plan, request.parameter_key, answer,
             [](unsigned status) { return Response{DeleteObjectResponse{.status = status}}; });
}

// A row that is new or gone has no attributes.
void Methods::change_row(const DataModel::RowPlan& plan, const std::string& parameter_key,
                         const Session::Answer& answer,
                         const std::function<Response(unsigned status)>& yes) {
  TransactionRequest transaction{.asker = {Door::cwmp, acs_},
                                 .changes = plan.changes,
                                 .deadline = at_.clock.now() + longest_change,
                                 .parameter_key = parameter_key};
  at_.configuration.run(
      std::move(transaction),
      [this, answer, yes, path = plan.path, alive = std::weak_ptr(alive_)](const auto& outcome) {
        if (alive.expired()) return;
        if (outcome.refused()) return answer(at_.model.fault_of(outcome.problems, {}));
        forget_below(at_.state, path);
        hooks_.save([](bool /*durable*/) {});  // the row stands whatever becomes of this
        answer(yes(status_of(outcome)));
      });
}

void Methods::answer_to(const Reboot& request, const Session::Answer& answer) {
  if (!hooks_.can_reboot) {
    return answer(fault(FaultCode::request_denied, "no cwmp.reboot_command is configured"));
  }
  const auto before = at_.state;
  at_.state.reboot = request.command_key;
  at_.state.reboot_begun = false;
  keep(before, RebootResponse{}, answer);
}

void Methods::answer_to(const FactoryReset&, const Session::Answer& answer) {
  const auto before = at_.state;
  at_.state.factory_reset = true;
  keep(before, FactoryResetResponse{}, answer);
}

void Methods::answer_to(const UnknownRequest& request, const Session::Answer& answer) {
  answer(fault(FaultCode::method_not_supported, request.name + " is not supported"));
}

void Methods::answer_to(const BadRequest& request, const Session::Answer& answer) {
  answer(fault(FaultCode::invalid_arguments, request.name + ": " + request.sentence));
}

// A yes that the disk does not back would be forgotten with the power.
void Methods::keep(const State& before, Response yes, const Session::Answer& answer) {
  hooks_.save(
      [this, before, yes = std::move(yes), answer, alive = std::weak_ptr(alive_)](bool durable) {
        if (alive.expired()) return;
        if (durable) return answer(yes);
        at_.state.notifications = before.notifications;
        at_.state.reboot = before.reboot;
        at_.state.reboot_begun = before.reboot_begun;
        at_.state.factory_reset = before.factory_reset;
        answer(fault(FaultCode::internal_error, "the request could not be stored"));
      });
}

}  // namespace lineman::cwmp
