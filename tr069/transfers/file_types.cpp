#include "tr069/transfers/file_types.hpp"

#include <algorithm>
#include <array>

namespace lineman::cwmp {
namespace {

struct FileType {
  std::string_view text;
  FileKind kind;
};

constexpr std::array downloaded{FileType{"1 Firmware Upgrade Image", FileKind::firmware},
                                FileType{"3 Vendor Configuration File", FileKind::configuration}};

constexpr std::array uploaded{FileType{"1 Vendor Configuration File", FileKind::configuration},
                              FileType{"2 Vendor Log File", FileKind::log},
                              FileType{"3 Vendor Configuration File", FileKind::configuration},
                              FileType{"3 Vendor Configuration File 1", FileKind::configuration},
                              FileType{"4 Vendor Log File", FileKind::log},
                              FileType{"4 Vendor Log File 1", FileKind::log}};

std::optional<FileKind> find(const auto& types, std::string_view text) {
  const auto at = std::find_if(types.begin(), types.end(),
                               [&](const FileType& type) { return type.text == text; });
  if (at == types.end()) return std::nullopt;
  return at->kind;
}

}  // namespace

std::optional<FileKind> downloaded_kind(std::string_view file_type) {
  return find(downloaded, file_type);
}

std::optional<FileKind> uploaded_kind(std::string_view file_type) {
  return find(uploaded, file_type);
}

}  // namespace lineman::cwmp
