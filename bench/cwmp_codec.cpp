// What it costs to read a SetParameterValues of many values and to write as many, beside expat
// alone going through the same text: what cannot be saved where XML is checked at all.
//
//   build/release/bin/bench_cwmp_codec                      times
//   build/release/bin/bench_cwmp_codec count WHAT VALUES N  does WHAT (decode, encode, expat, or a
//                                                           peer of bench/xml_peers) N times and no
//                                                           more: for counting instructions
//                                                           (bench/cwmp_codec.py)
//   build/release/bin/bench_cwmp_codec check VALUES         whether the peers do the same work
#include <benchmark/benchmark.h>
#include <expat.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/xml_peers.hpp"
#include "tr069/codec/codec.hpp"

namespace lineman::cwmp {
namespace {

std::string name_of_value(std::int64_t i) {
  return "Device.Services.VoiceService.1.SIP.Network." + std::to_string(1 + i / 32) +
         ".FQDNServer." + std::to_string(1 + i % 32) + ".X_00005E_Failover.RegisterExpires";
}

std::string request(std::int64_t values) {
  std::string text =
      R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/")"
      R"( xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/")"
      R"( xmlns:xsd="http://www.w3.org/2001/XMLSchema")"
      R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
      R"( xmlns:cwmp="urn:dslforum-org:cwmp-1-2">)"
      R"(<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header><soap:Body>)"
      R"(<cwmp:SetParameterValues><ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[)";
  text += std::to_string(values) + "]\">";
  for (std::int64_t i = 0; i < values; ++i)
    text += "<ParameterValueStruct><Name>" + name_of_value(i) +
            "</Name><Value xsi:type=\"xsd:unsignedInt\">" + std::to_string(60 + i) +
            "</Value></ParameterValueStruct>";
  return text +
         "</ParameterList><ParameterKey>key</ParameterKey></cwmp:SetParameterValues>"
         "</soap:Body></soap:Envelope>";
}

void decode(Codec& codec, std::string_view text) {
  const auto envelope = codec.decode(text);
  if (!envelope) throw std::runtime_error(envelope.error().sentence);
  benchmark::DoNotOptimize(&envelope->body);
}

void encode(Codec& codec, const Response& response) {
  auto text = codec.encode(response, "1", Namespace::cwmp_1_2);
  benchmark::DoNotOptimize(text.data());
}

GetParameterValuesResponse response(std::int64_t values) {
  GetParameterValuesResponse result;
  for (std::int64_t i = 0; i < values; ++i)
    result.values.push_back({name_of_value(i), ValueType::unsigned_int, std::to_string(60 + i)});
  return result;
}

// Checks well-formedness with namespaces, and throws away what it reads.
void expat_alone(std::string_view text) {
  auto* const parser = XML_ParserCreateNS("UTF-8", '\n');
  std::size_t octets = 0;
  XML_SetUserData(parser, &octets);
  XML_SetElementHandler(
      parser, [](void* data, const char*, const char**) { ++*static_cast<std::size_t*>(data); },
      [](void*, const char*) {});
  XML_SetCharacterDataHandler(parser, [](void* data, const char*, int length) {
    *static_cast<std::size_t*>(data) += static_cast<std::size_t>(length);
  });
  const auto status = XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE);
  XML_ParserFree(parser);
  if (status != XML_STATUS_OK) throw std::runtime_error("expat does not take it");
  benchmark::DoNotOptimize(octets);
}

void decode_set_parameter_values(benchmark::State& state) {
  Codec codec;
  const auto text = request(state.range(0));
  for (auto _ : state) decode(codec, text);
  state.counters["octets"] = static_cast<double>(text.size());
}
BENCHMARK(decode_set_parameter_values)->Arg(1)->Arg(500)->Unit(benchmark::kMicrosecond);

void expat_alone_on_the_same(benchmark::State& state) {
  const auto text = request(state.range(0));
  for (auto _ : state) expat_alone(text);
}
BENCHMARK(expat_alone_on_the_same)->Arg(1)->Arg(500)->Unit(benchmark::kMicrosecond);

void encode_get_parameter_values_response(benchmark::State& state) {
  Codec codec;
  const Response values = response(state.range(0));
  for (auto _ : state) encode(codec, values);
}
BENCHMARK(encode_get_parameter_values_response)->Arg(1)->Arg(500)->Unit(benchmark::kMicrosecond);

template <typename Work>
void repeat(int times, Work work) {
  for (int i = 0; i < times; ++i) benchmark::DoNotOptimize(work());
}

int count(std::string_view what, std::int64_t values, int times) {
  Codec codec;
  const auto text = request(values);
  const auto answer = response(values);
  const Response ours = answer;
  if (what == "decode") repeat(times, [&] { return codec.decode(text).has_value(); });
  if (what == "encode") repeat(times, [&] { return codec.encode(ours, "1", Namespace::cwmp_1_2); });
  if (what == "expat") repeat(times, [&] { return expat_alone(text), 0; });
  if (what == "read-pugixml") repeat(times, [&] { return bench::read_by_pugixml(text); });
  if (what == "read-libxml2") repeat(times, [&] { return bench::read_by_libxml2(text); });
  if (what == "write-pugixml") repeat(times, [&] { return bench::write_by_pugixml(answer); });
  if (what == "write-libxml2") repeat(times, [&] { return bench::write_by_libxml2(answer); });
  return 0;
}

// That the peers do the same work.
int check(std::int64_t values) {
  Codec codec;
  const auto text = request(values);
  const auto envelope = codec.decode(text);
  const auto& ours = std::get<SetParameterValues>(std::get<Request>(envelope->body)).values;
  const bool read = ours == bench::read_by_pugixml(text) && ours == bench::read_by_libxml2(text);
  const auto answer = response(values);
  const auto size = codec.encode(Response{answer}, "1", Namespace::cwmp_1_2).size();
  const auto like = [size](const std::string& other) {
    return other.size() * 10 > size * 9 && other.size() * 10 < size * 11;
  };
  const bool written =
      like(bench::write_by_pugixml(answer)) && like(bench::write_by_libxml2(answer));
  std::printf("%s\n", read && written ? "alike" : "not alike");
  return read && written ? 0 : 1;
}

}  // namespace
}  // namespace lineman::cwmp

int main(int argc, char** argv) {
  if (argc == 5 && std::string_view(argv[1]) == "count")
    return lineman::cwmp::count(argv[2], std::atoll(argv[3]), std::atoi(argv[4]));
  if (argc == 3 && std::string_view(argv[1]) == "check")
    return lineman::cwmp::check(std::atoll(argv[2]));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
