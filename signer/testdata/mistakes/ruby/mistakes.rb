# The mistakes that are made in Ruby, each under its name. The protocol is in
# signer/testdata/README.md.
require "active_support"
require "active_support/core_ext/enumerable"
require "active_support/core_ext/hash"
require "active_support/core_ext/object"
require "active_support/core_ext/string"
require "active_support/json"
require "base64"
require "cgi"
require "digest"
require "json"
require "openssl"
require "uri"

$key = nil # the private key of the case
$now = nil # goes on between two calls, as Time.now does

# Changes every scalar of the data.
def each_scalar(data, &change)
  case data
  when Hash then data.transform_values { |value| each_scalar(value, &change) }
  when Array then data.map { |value| each_scalar(value, &change) }
  else change.call(data)
  end
end

# Changes one field.
def field(data, name)
  raise KeyError, name unless data.key?(name)
  data.merge(name => yield(data[name]))
end

def assigned(data, argument)
  name, value = argument.split("=", 2)
  data.merge(name => JSON.parse(value))
end

def clock
  ($now += 1) - 1
end

# The order_id with which the signature begins with a zero: such things happen by chance.
def seek(data)
  n = 0
  until $key.sign("SHA1", JSON.generate(data)).start_with?("\0".b)
    data = data.merge("order_id" => "Z-#{n}")
    n += 1
  end
  data
end

STEPS = {
  # the data
  "decode" => ->(text, _) { JSON.parse(text.dup.force_encoding("UTF-8")) },
  "sort" => ->(data, _) { data.sort.to_h },
  "rsort" => ->(data, _) { data.sort.reverse.to_h },
  "reverse" => ->(data, _) { data.to_a.reverse.to_h },
  "to_s" => ->(data, _) { each_scalar(data, &:to_s) },
  "string" => ->(data, name) { field(data, name, &:to_s) },
  "to_i" => ->(data, name) { field(data, name, &:to_i) },
  "to_f" => ->(data, name) { field(data, name, &:to_f) },
  "two-decimals" => ->(data, name) { field(data, name) { |v| format("%.2f", v.to_f) } },
  "compact" => ->(data, _) { data.compact },
  "compact_blank" => ->(data, _) { data.compact_blank },
  "reject-blank" => ->(data, _) { data.reject { |_, v| v == "" } },
  "except" => ->(data, name) { data.except(name) },
  "inside" => ->(data, argument) { field(data, argument.split("/")[0]) { |v| STEPS[argument.split("/")[1]].call(v, nil) } },
  "flatten" => ->(data, name) { data.except(name).merge(data[name]) },
  "camelize" => ->(data, _) { data.transform_keys { |name| name.camelize(:lower) } },
  "comma" => ->(data, name) { field(data, name) { |v| format("%.2f", v.to_f).tr(".", ",") } },
  "add" => ->(data, argument) { assigned(data, argument) },
  "set" => ->(data, argument) { assigned(data, argument) },
  "time" => ->(data, name) { field(data, name) { clock.to_s } },
  "time-later" => ->(data, name) { field(data, name) { (clock + 1).to_s } },
  "strip" => ->(data, name) { field(data, name, &:strip) },
  "downcase" => ->(data, name) { field(data, name, &:downcase) },
  "upcase" => ->(data, name) { field(data, name, &:upcase) },
  "phone-digits" => ->(data, name) { field(data, name) { |v| v.delete("+") } },
  "phone-plus" => ->(data, name) { field(data, name) { |v| "+#{v}" } },
  "url-chomp" => ->(data, name) { field(data, name) { |v| v.chomp("/") } },
  "html" => ->(data, name) { field(data, name) { |v| CGI.escapeHTML(v) } },
  "normalize" => ->(data, form) { each_scalar(data) { |v| v.is_a?(String) ? v.unicode_normalize(form.to_sym) : v } },
  "wrap" => ->(data, name) { { name => data } },
  "wrap-list" => ->(data, _) { [data] },
  "unwrap" => ->(data, name) { data[name] },
  "seek-zero" => ->(data, _) { seek(data) },

  # writing it
  "json" => ->(data, _) { JSON.generate(data) },
  "rails" => ->(data, _) { data.to_json },
  "pretty" => ->(data, _) { JSON.pretty_generate(data) },
  "hash-to-s" => ->(data, _) { data.to_s },
  "missing" => ->(data, _) { data["dataStr"].to_json },
  "to_query" => ->(data, _) { data.to_query },
  "encode_www_form" => ->(data, _) { URI.encode_www_form(data) },
  "join-pairs" => ->(data, _) { data.map { |name, v| "#{name}=#{v}" }.join("&") },
  "join-values" => ->(data, _) { data.values.join },
  "ascii" => ->(data, _) { JSON.generate(data, ascii_only: true) },
  "script-safe" => ->(data, _) { JSON.generate(data, script_safe: true) },

  # the bytes
  "json-again" => ->(text, _) { JSON.generate(text) },
  "rails-again" => ->(text, _) { text.to_json },
  "base64-body" => ->(text, _) { Base64.strict_encode64(text) },
  "base64-body-lines" => ->(text, _) { Base64.encode64(text) },
  "cgi-escape" => ->(text, _) { CGI.escape(text) },
  "puts" => ->(text, _) { "#{text}\n" },
  "crlf" => ->(text, _) { "#{text}\r\n" },
  "blank" => ->(text, _) { "#{text} " },
  "bom" => ->(text, _) { "\u{feff}#{text}" },
  "encode" => ->(text, charset) { text.encode(charset) },
  "encode-replace" => ->(text, charset) { text.encode(charset, undef: :replace) },
  "as-latin1" => ->(text, _) { text.dup.force_encoding("ISO-8859-1").encode("UTF-8") },
  "unescape-script" => ->(text, _) { text.gsub('\u003c', "<").gsub('\u003e', ">").gsub('\u0026', "&") },
  "delete-backslashes" => ->(text, _) { text.delete("\\") },
  "html-body" => ->(text, _) { CGI.escapeHTML(text) },
  "no-blanks" => ->(text, _) { text.gsub(/\s/, "") },
  "text" => ->(_, other) { other },

  # the digest and the signature
  "digest-hex" => ->(text, hash) { OpenSSL::Digest.hexdigest(hash, text) },
  "digest-raw" => ->(text, hash) { OpenSSL::Digest.digest(hash, text) },
  "digest-base64" => ->(text, hash) { Base64.strict_encode64(OpenSSL::Digest.digest(hash, text)) },
  "sign" => ->(text, hash) { $key.sign(hash, text) },
  "sign-raw" => ->(digest, _) { $key.sign_raw(nil, digest) },
  "hmac" => ->(text, hash) { OpenSSL::HMAC.hexdigest(hash, "secret", text) },
  "private_encrypt" => ->(text, _) { $key.private_encrypt(text) },
  "sign_pss" => ->(text, argument) { $key.sign_pss(argument.split(",")[0], text, salt_length: argument.split(",")[1].to_i, mgf1_hash: argument.split(",")[0]) },

  # its way into the header
  "strict_encode64" => ->(sign, _) { Base64.strict_encode64(sign) },
  "encode64" => ->(sign, _) { Base64.encode64(sign) },
  "urlsafe_encode64" => ->(sign, _) { Base64.urlsafe_encode64(sign) },
  "urlsafe-unpadded" => ->(sign, _) { Base64.urlsafe_encode64(sign, padding: false) },
  "hex" => ->(sign, _) { sign.unpack1("H*") },
  "strip-text" => ->(text, _) { text.strip },
  "chomp-padding" => ->(text, _) { text.delete("=") },
  "escape" => ->(text, _) { CGI.escape(text) },
  "unescape" => ->(text, _) { CGI.unescape(text) },
  "inspect" => ->(text, _) { text.inspect },
  "header" => ->(text, _) { "Sign: #{text}" },
  "bearer" => ->(text, _) { "Bearer #{text}" },
  "scrub" => ->(sign, _) { sign.dup.force_encoding("UTF-8").scrub },
  "latin1" => ->(sign, _) { sign.dup.force_encoding("ISO-8859-1").encode("UTF-8") },
  "bignum" => ->(sign, _) { OpenSSL::BN.new(sign, 2).to_s(2) },
  "slice" => ->(text, length) { text[0, length.to_i] },
  "nil" => ->(_, _) { nil.to_s },
}.freeze

$stdin.each_line(chomp: true) do |line|
  input, name, chain = line.split("\t")
  $key = OpenSSL::PKey::RSA.new(File.read(File.join(__dir__, "../keys/#{name}.pem")))
  $now = 1_785_153_600
  state = input.unpack1("m0")
  chain.split(" | ").each do |step|
    call, argument = step.split(":", 2)
    state = STEPS.fetch(call).call(state, argument)
  end
  puts "=" + [state].pack("m0")
rescue StandardError => error
  puts "!" + [error.message].pack("m0")
end
