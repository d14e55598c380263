// The RPCs of the ACS (TR-069, annex A), carried out.
#pragma once

#include <chrono>
#include <functional>

#include "tr069/model/data_model.hpp"
#include "tr069/session/session.hpp"
#include "tr069/session/state.hpp"
#include "tr069/transfers/transfer.hpp"

namespace lineman::cwmp {

// How long a SetParameterValues may wait in line, be staged and be prepared.
inline constexpr std::chrono::seconds longest_change{20};

// One thread: the agent's loop. What it is given outlives it; answers may come after its end, and
// do nothing then.
class Methods {
 public:
  struct Surroundings {
    Configuration& configuration;
    Status& status;
    const DataModel& model;
    Clock& clock;
    State& state;
    const FileMover* mover = nullptr;  // whose objections count; nothing: files are not moved
  };

  struct Hooks {
    // The state has changed and has to be durable before the ACS gets a yes; true where it is.
    std::function<void(std::function<void(bool durable)>)> save;
    bool can_reboot = false;  // whether anything restarts the phone
  };

  Methods(Surroundings surroundings, Hooks hooks);

  // `acs` is what the history says of who asked. Reboot, FactoryReset, transfers and Informs to
  // come are only noted in the state: they are carried out when the session has ended.
  void call(const Request& request, std::string_view acs, const Session::Answer& answer);

 private:
  void answer_to(const GetRPCMethods& request, const Session::Answer& answer);
  void answer_to(const SetParameterValues& request, const Session::Answer& answer);
  void answer_to(const GetParameterValues& request, const Session::Answer& answer);
  void answer_to(const GetParameterNames& request, const Session::Answer& answer);
  void answer_to(const SetParameterAttributes& request, const Session::Answer& answer);
  void answer_to(const GetParameterAttributes& request, const Session::Answer& answer);
  void answer_to(const AddObject& request, const Session::Answer& answer);
  void answer_to(const DeleteObject& request, const Session::Answer& answer);
  void answer_to(const Reboot& request, const Session::Answer& answer);
  void answer_to(const FactoryReset& request, const Session::Answer& answer);
  void answer_to(const Download& request, const Session::Answer& answer);
  void answer_to(const Upload& request, const Session::Answer& answer);
  void answer_to(const ScheduleDownload& request, const Session::Answer& answer);
  void answer_to(const CancelTransfer& request, const Session::Answer& answer);
  void answer_to(const GetAllQueuedTransfers& request, const Session::Answer& answer);
  void answer_to(const ScheduleInform& request, const Session::Answer& answer);
  void answer_to(const UnknownRequest& request, const Session::Answer& answer);
  void answer_to(const BadRequest& request, const Session::Answer& answer);

  void promise(tl::expected<Transfer, Fault> asked, Response yes, const Session::Answer& answer);
  // `undo` takes back what was changed, where it cannot be stored.
  void keep(Response yes, std::function<void(State&)> undo, const Session::Answer& answer);

  Surroundings at_;
  Hooks hooks_;
  std::string acs_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace lineman::cwmp
