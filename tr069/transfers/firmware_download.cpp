#include "tr069/transfers/firmware_download.hpp"

#include <utility>

namespace lineman::cwmp {
namespace {

std::optional<Fault> fault_of_hook(const tl::expected<int, std::string>& said) {
  if (!said) return Fault{FaultCode::download_failure, said.error(), {}};
  switch (*said) {
    case 0:
      return {};
    case hook_says_corrupted:
      return Fault{FaultCode::file_corrupted, "the firmware is corrupted or not usable", {}};
    case hook_says_not_authentic:
      return Fault{FaultCode::file_not_authentic, "the firmware is not authentic", {}};
    default:
      return Fault{FaultCode::download_failure,
                   "cwmp.firmware_command ended with code " + std::to_string(*said),
                   {}};
  }
}

class FirmwareDownload final : public Move,
                               public FileSink,
                               public std::enable_shared_from_this<FirmwareDownload> {
 public:
  FirmwareDownload(const MoveSurroundings& at, FirmwareInstaller& installer, FileRequest request)
      : at_{at}, installer_{installer}, request_{std::move(request)} {}

  void start(OnEnd end) override {
    end_ = std::move(end);
    installer_.discard();
    connection_ = connect(at_, request_);
    connection_->get(*this, {.limit = at_.settings.firmware_limit, .size = request_.file_size},
                     [this](const std::optional<Fault>& fault) {
                       if (fault) return finish(fault);
                       complete_ = true;
                       go_on();
                     });
  }

  Take take(std::string_view octets) override {
    if (piece_.size() >= firmware_piece && writing_) {
      paused_ = true;
      return Take::later;
    }
    piece_ += octets;
    if (piece_.size() >= firmware_piece && !writing_) write();
    return Take::taken;
  }

 private:
  void write() {
    writing_ = has_octets_ = true;
    installer_.append(std::exchange(piece_, {}),
                      [weak = weak_from_this()](const std::string& why_not) {
                        const auto self = weak.lock();
                        if (self) self->written(why_not);
                      });
  }

  void written(const std::string& why_not) {
    if (!end_) return;  // the connection broke meanwhile
    writing_ = false;
    if (!why_not.empty()) {
      return finish(Fault{FaultCode::download_failure, "the file cannot be kept: " + why_not, {}});
    }
    go_on();
  }

  void go_on() {
    if (!complete_) {
      if (std::exchange(paused_, false)) connection_->resume();
      return;
    }
    if (writing_) return;
    if (!piece_.empty()) return write();
    if (!has_octets_) return finish(Fault{FaultCode::file_corrupted, "the file is empty", {}});
    installer_.install([weak = weak_from_this()](const tl::expected<int, std::string>& said) {
      const auto self = weak.lock();
      if (self) self->finish(fault_of_hook(said));
    });
  }

  void finish(const std::optional<Fault>& fault) {
    const auto self = shared_from_this();
    connection_.reset();
    installer_.discard();
    std::exchange(end_, nullptr)(fault);
  }

  const MoveSurroundings at_;
  FirmwareInstaller& installer_;
  const FileRequest request_;
  std::string piece_;  // not yet given to the disk
  bool writing_ = false;
  bool paused_ = false;
  bool complete_ = false;  // all of it has come
  bool has_octets_ = false;
  OnEnd end_;
  std::unique_ptr<FileConnection> connection_;
};

}  // namespace

std::shared_ptr<Move> download_firmware(const MoveSurroundings& at, FirmwareInstaller& installer,
                                        FileRequest request) {
  return std::make_shared<FirmwareDownload>(at, installer, std::move(request));
}

}  // namespace lineman::cwmp
