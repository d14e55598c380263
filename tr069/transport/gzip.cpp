#include "tr069/transport/gzip.hpp"

#include <zlib.h>

namespace lineman::cwmp {
namespace {

// zlib's own middle ways. 16 more than the window is zlib's sign for the gzip format.
constexpr int window_bits = 15 + 16;
constexpr int memory_level = 8;

}  // namespace

std::optional<std::string> gzip(std::string_view octets) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string packed(deflateBound(&stream, octets.size()), '\0');
  // zlib does not write there; its type is older than const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
  stream.avail_in = static_cast<uInt>(octets.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!whole) return std::nullopt;
  return packed;
}

}  // namespace lineman::cwmp
