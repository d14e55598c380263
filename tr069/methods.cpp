#include "tr069/methods.hpp"

#include <algorithm>

#include "tr069/attributes.hpp"
#include "tr069/transfers/asked_transfer.hpp"

namespace lineman::cwmp {
namespace {

Fault fault(FaultCode code, std::string sentence) {
  return {.code = code, .sentence = std::move(sentence)};
}

}  // namespace

Methods::Methods(Surroundings surroundings, Hooks hooks)
    : at_{surroundings}, hooks_{std::move(hooks)} {}

void Methods::call(const Request& request, std::string_view acs, const Session::Answer& answer) {
  acs_ = acs;
  std::visit([&](const auto& each) { answer_to(each, answer); }, request);
}

void Methods::answer_to(const GetRPCMethods& request, const Session::Answer& answer) {
  answer(GetRPCMethodsResponse{supported_methods(request.cwmp)});
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
        answer(SetParameterValuesResponse{.status = outcome.applied == Applied::yes ? 0U : 1U});
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
  const auto before = std::move(at_.state.notifications);
  at_.state = std::move(*wanted);
  keep(
      SetParameterAttributesResponse{}, [before](State& state) { state.notifications = before; },
      answer);
}

void Methods::answer_to(const GetParameterAttributes& request, const Session::Answer& answer) {
  auto found = attributes_of(at_.model, at_.state, request.names);
  if (!found) return answer(std::move(found.error()));
  answer(GetParameterAttributesResponse{std::move(*found)});
}

void Methods::answer_to(const AddObject& request, const Session::Answer& answer) {
  answer(at_.model.add_object(request.object_name));
}

void Methods::answer_to(const DeleteObject& request, const Session::Answer& answer) {
  answer(at_.model.delete_object(request.object_name));
}

void Methods::answer_to(const Reboot& request, const Session::Answer& answer) {
  if (!hooks_.can_reboot) {
    return answer(fault(FaultCode::request_denied, "no cwmp.reboot_command is configured"));
  }
  at_.state.reboot = request.command_key;
  at_.state.reboot_begun = false;
  keep(
      RebootResponse{}, [](State& state) { state.reboot.reset(); }, answer);
}

void Methods::answer_to(const FactoryReset&, const Session::Answer& answer) {
  at_.state.factory_reset = true;
  keep(
      FactoryResetResponse{}, [](State& state) { state.factory_reset = false; }, answer);
}

void Methods::answer_to(const Download& request, const Session::Answer& answer) {
  promise(transfer_of(request, at_.clock.wall()), DownloadResponse{}, answer);
}

void Methods::answer_to(const Upload& request, const Session::Answer& answer) {
  promise(transfer_of(request, at_.clock.wall()), UploadResponse{}, answer);
}

void Methods::answer_to(const ScheduleDownload& request, const Session::Answer& answer) {
  promise(transfer_of(request, at_.clock.wall()), ScheduleDownloadResponse{}, answer);
}

void Methods::promise(tl::expected<Transfer, Fault> asked, Response yes,
                      const Session::Answer& answer) {
  if (!asked) return answer(std::move(asked.error()));
  if (at_.mover == nullptr) {
    return answer(fault(FaultCode::request_denied, "this phone moves no files"));
  }
  if (auto objection = at_.mover->objection(asked->request)) return answer(std::move(*objection));
  const auto number = at_.state.transfers.add(std::move(*asked));
  if (!number) {
    return answer(fault(FaultCode::resources_exceeded,
                        std::to_string(maximum_transfers) + " transfers are queued already"));
  }
  keep(
      std::move(yes), [number](State& state) { state.transfers.remove(*number); }, answer);
}

void Methods::answer_to(const CancelTransfer& request, const Session::Answer& answer) {
  auto cancelled = at_.state.transfers.cancel(request.command_key);
  if (!cancelled) return answer(std::move(cancelled.error()));
  keep(
      CancelTransferResponse{},
      [cancelled = *cancelled](State& state) {
        for (const auto& transfer : cancelled) state.transfers.put_back(transfer);
      },
      answer);
}

void Methods::answer_to(const GetAllQueuedTransfers&, const Session::Answer& answer) {
  answer(GetAllQueuedTransfersResponse{at_.state.transfers.listed()});
}

void Methods::answer_to(const ScheduleInform& request, const Session::Answer& answer) {
  if (request.delay_seconds == 0) {
    return answer(fault(FaultCode::invalid_arguments, "DelaySeconds is 0"));
  }
  auto& informs = at_.state.informs;
  if (informs.size() >= maximum_promised_informs) {
    return answer(fault(FaultCode::resources_exceeded, std::to_string(maximum_promised_informs) +
                                                           " Informs are scheduled already"));
  }
  const PromisedInform inform{.due = {.since = moment_of(at_.clock.wall()),
                                      .delay = std::chrono::seconds{request.delay_seconds}},
                              .command_key = request.command_key};
  informs.push_back(inform);
  keep(
      ScheduleInformResponse{},
      [inform](State& state) {
        const auto at = std::find(state.informs.begin(), state.informs.end(), inform);
        if (at != state.informs.end()) state.informs.erase(at);
      },
      answer);
}

void Methods::answer_to(const UnknownRequest& request, const Session::Answer& answer) {
  answer(fault(FaultCode::method_not_supported, request.name + " is not supported"));
}

void Methods::answer_to(const BadRequest& request, const Session::Answer& answer) {
  answer(fault(FaultCode::invalid_arguments, request.name + ": " + request.sentence));
}

// A yes that the disk does not back would be forgotten with the power.
void Methods::keep(Response yes, std::function<void(State&)> undo, const Session::Answer& answer) {
  hooks_.save([this, yes = std::move(yes), undo = std::move(undo), answer,
               alive = std::weak_ptr(alive_)](bool durable) {
    if (alive.expired()) return;
    if (durable) return answer(yes);
    undo(at_.state);
    answer(fault(FaultCode::internal_error, "the request could not be stored"));
  });
}

}  // namespace lineman::cwmp
