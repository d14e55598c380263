// Writes one message of ours with gSOAP. Everything that gSOAP is given stays in the context until
// that is finished.
#pragma once

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tr069/codec/gsoap_context.hpp"
#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

class MessageWriter {
 public:
  explicit MessageWriter(struct soap& soap) : soap_(soap) {}

  // `body` writes what stands in the Body; what goes wrong is in soap::error.
  void envelope(const std::optional<std::string>& id, bool announces, const auto& body) {
    soap_begin_send(&soap_);
    soap_envelope_begin_out(&soap_);
    header(id, announces);
    soap_body_begin_out(&soap_);
    body(*this);
    soap_body_end_out(&soap_);
    soap_envelope_end_out(&soap_);
    soap_end_send(&soap_);
  }

  void write(const Inform& inform);
  void write(const TransferComplete& request);
  void write(const GetAcsMethods& /*request*/) { write_empty("cwmp:GetRPCMethods"); }

  void write(const Fault& fault);
  void write(const GetRPCMethodsResponse& response);
  void write(const SetParameterValuesResponse& response);
  void write(const GetParameterValuesResponse& response);
  void write(const GetParameterNamesResponse& response);
  void write(const GetParameterAttributesResponse& response);
  void write(const AddObjectResponse& response);
  void write(const DeleteObjectResponse& response);
  void write(const GetAllQueuedTransfersResponse& response);
  void write(const SetParameterAttributesResponse& /*response*/) {
    write_empty("cwmp:SetParameterAttributesResponse");
  }
  void write(const RebootResponse& /*response*/) { write_empty("cwmp:RebootResponse"); }
  void write(const FactoryResetResponse& /*response*/) { write_empty("cwmp:FactoryResetResponse"); }
  void write(const DownloadResponse& /*response*/) { write_promise("cwmp:DownloadResponse"); }
  void write(const UploadResponse& /*response*/) { write_promise("cwmp:UploadResponse"); }
  void write(const ScheduleInformResponse& /*response*/) {
    write_empty("cwmp:ScheduleInformResponse");
  }
  void write(const ScheduleDownloadResponse& /*response*/) {
    write_empty("cwmp:ScheduleDownloadResponse");
  }
  void write(const CancelTransferResponse& /*response*/) {
    write_empty("cwmp:CancelTransferResponse");
  }

  // A fault of SOAP; `detail` is CWMP's, or nothing.
  void write_fault(const char* code, std::string_view sentence, cwmp__FaultDetail* detail);

 private:
  void header(const std::optional<std::string>& id, bool announces);
  void write_empty(const char* tag);
  void write_promise(const char* tag);

  template <typename Item>
  Item* allocate(std::size_t count) {
    auto* const items = static_cast<Item*>(soap_malloc(&soap_, count * sizeof(Item) + 1));
    if (items == nullptr) throw std::bad_alloc();
    std::uninitialized_value_construct_n(items, count);
    return items;
  }

  template <typename From, typename Item, typename Convert>
  void fill(int& size, Item*& items, const std::vector<From>& from, const Convert& convert) {
    items = allocate<Item>(from.size());
    size = static_cast<int>(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) convert(from[i], items[i]);
  }

  cwmp__Strings list(const std::vector<std::string>& from);
  cwmp__ParameterValueList list(const std::vector<ParameterValue>& from);

  // Copies that stay. kept() takes the octets as they are, text() what may leave us (text.hpp).
  char* kept(std::string_view from);
  char* text(std::string_view from);
  char* text(FaultCode code);
  char* array_type(std::string_view item, std::size_t count);

  struct soap& soap_;
};

}  // namespace lineman::cwmp
