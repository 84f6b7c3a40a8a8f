import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The mistakes that are made in Java, each under its name. The protocol is in
 * signer/testdata/README.md. Argument: the folder of the keys.
 */
public class Mistakes {
    interface Step {
        Object apply(Object state, String argument) throws Exception;
    }

    static final Map<String, Step> STEPS = new HashMap<>();
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final BouncyCastleProvider BC = new BouncyCastleProvider();
    static PrivateKey key; // of the case
    static long now; // goes on between two calls, as System.currentTimeMillis() does

    static byte[] bytes(Object state) {
        return state instanceof byte[] b ? b : ((String) state).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Object state) {
        return state instanceof String s ? s : new String((byte[]) state, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object state) {
        return (Map<String, Object>) state;
    }

    /** Changes one field. */
    static Map<String, Object> field(Object state, String name, UnaryOperator<Object> change) {
        var data = new LinkedHashMap<>(map(state));
        if (!data.containsKey(name)) throw new IllegalArgumentException("no field " + name);
        data.put(name, change.apply(data.get(name)));
        return data;
    }

    static Map<String, Object> string(Object state, String name, UnaryOperator<String> change) {
        return field(state, name, v -> change.apply((String) v));
    }

    /** Changes every scalar. */
    static Object each(Object state, UnaryOperator<Object> change) {
        if (state instanceof Map<?, ?> m) {
            var data = new LinkedHashMap<Object, Object>();
            m.forEach((name, v) -> data.put(name, each(v, change)));
            return data;
        }
        return state instanceof List<?> l ? l.stream().map(v -> each(v, change)).toList() : change.apply(state);
    }

    static Map<String, Object> kept(Object state, Predicate<Object> keep) {
        var data = new LinkedHashMap<>(map(state));
        data.values().removeIf(keep.negate());
        return data;
    }

    static Map<String, Object> assigned(Object state, String argument) throws Exception {
        var data = new LinkedHashMap<>(map(state));
        String[] pair = argument.split("=", 2);
        data.put(pair[0], MAPPER.readValue(pair[1], Object.class));
        return data;
    }

    /** A Map.of in a run of the JVM that drew this salt: real runs draw it from the clock. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Object mapOf(Object state, String salt) throws Exception {
        Class<?> collections = Class.forName("java.util.ImmutableCollections");
        Field unsafeField = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        unsafeField.setAccessible(true);
        var unsafe = (sun.misc.Unsafe) unsafeField.get(null);
        Field drawn = collections.getDeclaredField("SALT32L"), backward = collections.getDeclaredField("REVERSE");
        long value = Long.parseLong(salt) * 0x9E3779B1L & 0xFFFF_FFFFL;
        unsafe.putLong(unsafe.staticFieldBase(drawn), unsafe.staticFieldOffset(drawn), value);
        unsafe.putBoolean(unsafe.staticFieldBase(backward), unsafe.staticFieldOffset(backward), (value & 1) == 0);
        var ordered = new LinkedHashMap<String, Object>();
        Map.ofEntries(map(state).entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toArray(Map.Entry[]::new))
                .forEach((name, v) -> ordered.put((String) name, v)); // as Jackson walks it
        return ordered;
    }

    static byte[] sign(Object state, String algorithm) throws Exception {
        Signature s = algorithm.startsWith("BC/") ? Signature.getInstance(algorithm.substring(3), BC) : Signature.getInstance(algorithm);
        s.initSign(key);
        s.update(bytes(state));
        return s.sign();
    }

    static byte[] signPSS(Object state, String argument) throws Exception {
        String[] a = argument.split(",");
        Signature s = Signature.getInstance("RSASSA-PSS");
        s.setParameter(new PSSParameterSpec(a[0], "MGF1", new MGF1ParameterSpec(a[1]), Integer.parseInt(a[2]), 1));
        s.initSign(key);
        s.update(bytes(state));
        return s.sign();
    }

    static String hex(byte[] b) {
        return HexFormat.of().formatHex(b);
    }

    static byte[] digest(Object state, String hash) throws Exception {
        return MessageDigest.getInstance(hash).digest(bytes(state));
    }

    static String written(Object data, UnaryOperator<ObjectMapper> set) throws Exception {
        return set.apply(new ObjectMapper()).writeValueAsString(data);
    }

    static Object number(Object v) {
        return v instanceof String s && s.matches("-?(0|[1-9][0-9]{0,17})") ? (Object) Long.valueOf(s)
                : v instanceof String s && s.matches("-?[0-9]+\\.[0-9]+") ? (Object) Double.valueOf(s) : v;
    }

    /** The order_id with which the signature begins as wanted: such things happen by chance. */
    static Object seek(Object state, Predicate<Integer> wanted) throws Exception {
        var data = new LinkedHashMap<>(map(state));
        for (int n = 0; !wanted.test(sign(MAPPER.writeValueAsString(data), "SHA1withRSA")[0] & 0xFF); n++) data.put("order_id", "Z-" + n);
        return data;
    }

    static void theData() {
        STEPS.put("decode", (s, a) -> MAPPER.readValue(bytes(s), Object.class));
        STEPS.put("decode-decimal", (s, a) -> new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(bytes(s), Object.class));
        STEPS.put("tree-map", (s, a) -> new TreeMap<>(map(s)));
        STEPS.put("tree-map-reverse", (s, a) -> new TreeMap<>(map(s)).descendingMap());
        STEPS.put("hash-map", (s, a) -> new HashMap<>(map(s)));
        STEPS.put("map-of", Mistakes::mapOf);
        STEPS.put("reverse", (s, a) -> {
            var names = new ArrayList<>(map(s).keySet());
            Collections.reverse(names);
            return names.stream().collect(LinkedHashMap::new, (m, n) -> m.put(n, map(s).get(n)), LinkedHashMap::putAll);
        });
        STEPS.put("valueOf", (s, a) -> each(s, String::valueOf));
        STEPS.put("string", (s, a) -> field(s, a, String::valueOf));
        STEPS.put("int", (s, a) -> string(s, a, v -> v) == null ? null : field(s, a, v -> Long.valueOf((String) v)));
        STEPS.put("double", (s, a) -> field(s, a, v -> Double.valueOf(v.toString())));
        STEPS.put("numeric", (s, a) -> each(s, Mistakes::number));
        STEPS.put("bool-int", (s, a) -> each(s, v -> v instanceof Boolean b ? (Object) (b ? 1 : 0) : v));
        STEPS.put("set-scale", (s, a) -> field(s, a, v -> new BigDecimal(v.toString()).setScale(2)));
        STEPS.put("format", (s, a) -> field(s, a, v -> String.format(java.util.Locale.ROOT, "%.2f", Double.valueOf(v.toString()))));
        STEPS.put("skip-null", (s, a) -> kept(s, v -> v != null));
        STEPS.put("skip-blank", (s, a) -> kept(s, v -> !"".equals(v)));
        STEPS.put("remove", (s, a) -> {
            var data = new LinkedHashMap<>(map(s));
            data.remove(a);
            return data;
        });
        STEPS.put("german", (s, a) -> field(s, a, v -> String.format(java.util.Locale.GERMANY, "%,.2f", Double.valueOf(v.toString()))));
        STEPS.put("inner-tree-map", (s, a) -> field(s, a, v -> new TreeMap<>(map(v))));
        STEPS.put("inner-hash-map", (s, a) -> field(s, a, v -> new HashMap<>(map(v))));
        STEPS.put("camel", (s, a) -> map(s).entrySet().stream().collect(LinkedHashMap::new,
                (m, e) -> m.put(java.util.regex.Pattern.compile("_(.)").matcher(e.getKey()).replaceAll(r -> r.group(1).toUpperCase()), e.getValue()), LinkedHashMap::putAll));
        STEPS.put("add", Mistakes::assigned);
        STEPS.put("set", Mistakes::assigned);
        STEPS.put("now", (s, a) -> field(s, a, v -> String.valueOf(now++)));
        STEPS.put("now-later", (s, a) -> field(s, a, v -> String.valueOf(3 + now++)));
        STEPS.put("trim", (s, a) -> string(s, a, String::trim));
        STEPS.put("lower", (s, a) -> string(s, a, String::toLowerCase));
        STEPS.put("upper", (s, a) -> string(s, a, String::toUpperCase));
        STEPS.put("phone-digits", (s, a) -> string(s, a, v -> v.replace("+", "")));
        STEPS.put("phone-plus", (s, a) -> string(s, a, v -> "+" + v));
        STEPS.put("url-strip", (s, a) -> string(s, a, v -> v.replaceAll("/$", "")));
        STEPS.put("url-slash", (s, a) -> string(s, a, v -> v + "/"));
        STEPS.put("escape-html", (s, a) -> string(s, a, v -> v.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")));
        STEPS.put("normalize", (s, a) -> each(s, v -> v instanceof String t ? Normalizer.normalize(t, Normalizer.Form.valueOf(a)) : v));
        STEPS.put("template", (s, a) -> field(s, a, v -> "{{" + a + "}}"));
        STEPS.put("template-dollar", (s, a) -> field(s, a, v -> "${" + a + "}"));
        STEPS.put("seek-zero", (s, a) -> seek(s, first -> first == 0));
        STEPS.put("seek-high", (s, a) -> seek(s, first -> first >= 128));
        STEPS.put("wrap", (s, a) -> Map.of(a, s));
        STEPS.put("wrap-list", (s, a) -> List.of(s));
        STEPS.put("unwrap", (s, a) -> map(s).get(a));
        STEPS.put("shift", (s, a) -> ((List<?>) s).get(0));
    }

    @SuppressWarnings("deprecation") // as programs of Jackson 2 are written
    static void writingIt() {
        STEPS.put("json", (s, a) -> MAPPER.writeValueAsString(s));
        STEPS.put("pretty", (s, a) -> MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(s));
        STEPS.put("json-non-null", (s, a) -> written(s, m -> m.setDefaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))));
        STEPS.put("json-non-empty", (s, a) -> written(s, m -> m.setDefaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))));
        STEPS.put("json-by-keys", (s, a) -> written(s, m -> m.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)));
        STEPS.put("json-plain-decimal", (s, a) -> written(s, m -> m.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)));
        STEPS.put("json-numbers-as-strings", (s, a) -> written(s, m -> m.enable(JsonGenerator.Feature.WRITE_NUMBERS_AS_STRINGS)));
        STEPS.put("json-ascii", (s, a) -> written(s, m -> m.enable(JsonGenerator.Feature.ESCAPE_NON_ASCII)));
        STEPS.put("url-encoder", (s, a) -> map(s).entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(String.valueOf(e.getValue()), StandardCharsets.UTF_8)).collect(Collectors.joining("&")));
        STEPS.put("url-encoder-20", (s, a) -> map(s).entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(String.valueOf(e.getValue()), StandardCharsets.UTF_8).replace("+", "%20")).collect(Collectors.joining("&")));
        STEPS.put("join-pairs", (s, a) -> map(s).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&")));
        STEPS.put("to-string", (s, a) -> s.toString());
        STEPS.put("null-to-string", (s, a) -> String.valueOf(map(s).get("dataStr")));
    }

    static void theBytes() {
        STEPS.put("json-again", (s, a) -> MAPPER.writeValueAsString(text(s)));
        STEPS.put("base64-body", (s, a) -> Base64.getEncoder().encodeToString(bytes(s)));
        STEPS.put("hex-body", (s, a) -> hex(bytes(s)));
        STEPS.put("url-encoder-body", (s, a) -> URLEncoder.encode(text(s), StandardCharsets.UTF_8));
        STEPS.put("newline", (s, a) -> text(s) + "\n");
        STEPS.put("println", (s, a) -> text(s) + System.lineSeparator());
        STEPS.put("crlf", (s, a) -> text(s) + "\r\n");
        STEPS.put("blank", (s, a) -> text(s) + " ");
        STEPS.put("bom", (s, a) -> "\ufeff" + text(s));
        STEPS.put("get-bytes", (s, a) -> text(s).getBytes(Charset.forName(a)));
        STEPS.put("new-string", (s, a) -> new String(bytes(s), Charset.forName(a)));
        STEPS.put("no-blanks", (s, a) -> text(s).replaceAll("\\s", ""));
        STEPS.put("no-backslashes", (s, a) -> text(s).replace("\\", ""));
        STEPS.put("escape-slashes", (s, a) -> text(s).replace("/", "\\/"));
        STEPS.put("bytes-to-string", (s, a) -> Arrays.toString(bytes(s)));
        STEPS.put("text", (s, a) -> a);
    }

    static void theSignature() {
        STEPS.put("digest-hex", (s, a) -> hex(digest(s, a)));
        STEPS.put("digest-HEX", (s, a) -> HexFormat.of().withUpperCase().formatHex(digest(s, a)));
        STEPS.put("digest-raw", Mistakes::digest);
        STEPS.put("digest-base64", (s, a) -> Base64.getEncoder().encodeToString(digest(s, a)));
        STEPS.put("sign", Mistakes::sign);
        STEPS.put("sign-pss", Mistakes::signPSS);
        STEPS.put("cipher", (s, a) -> {
            Cipher c = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            c.init(Cipher.ENCRYPT_MODE, key);
            return c.doFinal(bytes(s));
        });
        STEPS.put("cipher-unpadded", (s, a) -> {
            Cipher c = Cipher.getInstance("RSA/ECB/NoPadding");
            c.init(Cipher.ENCRYPT_MODE, key);
            return c.doFinal(bytes(s));
        });
    }

    static void theHeader() {
        STEPS.put("base64", (s, a) -> Base64.getEncoder().encodeToString(bytes(s)));
        STEPS.put("mime", (s, a) -> Base64.getMimeEncoder().encodeToString(bytes(s)));
        STEPS.put("base64url", (s, a) -> Base64.getUrlEncoder().encodeToString(bytes(s)));
        STEPS.put("base64url-unpadded", (s, a) -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(s)));
        STEPS.put("base64-unpadded", (s, a) -> Base64.getEncoder().withoutPadding().encodeToString(bytes(s)));
        STEPS.put("hex", (s, a) -> hex(bytes(s)));
        STEPS.put("HEX", (s, a) -> HexFormat.of().withUpperCase().formatHex(bytes(s)));
        STEPS.put("new-string-utf8", (s, a) -> new String(bytes(s), StandardCharsets.UTF_8));
        STEPS.put("new-string-latin1", (s, a) -> new String(bytes(s), StandardCharsets.ISO_8859_1));
        STEPS.put("new-string-1251", (s, a) -> new String(bytes(s), Charset.forName("windows-1251")));
        STEPS.put("string-utf8-bytes", (s, a) -> new String(bytes(s), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        STEPS.put("big-integer", (s, a) -> new BigInteger(1, bytes(s)).toByteArray());
        STEPS.put("big-integer-hex", (s, a) -> new BigInteger(1, bytes(s)).toString(16));
        STEPS.put("arrays-to-string", (s, a) -> Arrays.toString(bytes(s)));
        STEPS.put("url-encode", (s, a) -> URLEncoder.encode(text(s), StandardCharsets.UTF_8));
        STEPS.put("url-decode", (s, a) -> URLDecoder.decode(text(s), StandardCharsets.UTF_8));
        STEPS.put("json-text", (s, a) -> MAPPER.writeValueAsString(text(s)));
        STEPS.put("header", (s, a) -> "Sign: " + text(s));
        STEPS.put("bearer", (s, a) -> "Bearer " + text(s));
        STEPS.put("substring", (s, a) -> text(s).substring(0, Integer.parseInt(a)));
        STEPS.put("cut", (s, a) -> text(s).substring(0, text(s).length() - Integer.parseInt(a)));
        STEPS.put("longer-buffer", (s, a) -> Arrays.copyOf(bytes(s), bytes(s).length + Integer.parseInt(a)));
        STEPS.put("null", (s, a) -> String.valueOf((Object) null));
        STEPS.put("empty", (s, a) -> "");
    }

    static String run(String input, String chain) {
        try {
            now = 1785153600000L;
            Object state = Base64.getDecoder().decode(input);
            for (String step : chain.split(" \\| ")) {
                String[] call = step.split(":", 2);
                if (!STEPS.containsKey(call[0])) throw new IllegalArgumentException("java has no step " + call[0]);
                state = STEPS.get(call[0]).apply(state, call.length > 1 ? call[1] : "");
            }
            return "=" + Base64.getEncoder().encodeToString(bytes(state));
        } catch (Exception e) {
            return "!" + Base64.getEncoder().encodeToString(e.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    static PrivateKey open(Path file) throws Exception {
        String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    }

    public static void main(String[] args) throws Exception {
        Security.addProvider(BC);
        theData();
        writingIt();
        theBytes();
        theSignature();
        theHeader();
        var keys = new HashMap<String, PrivateKey>();
        var out = new StringBuilder();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            String[] fields = line.split("\t");
            if (!keys.containsKey(fields[1])) keys.put(fields[1], open(Path.of(args[0], fields[1] + ".pem")));
            key = keys.get(fields[1]);
            out.append(run(fields[0], fields[2])).append('\n');
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(out);
    }
}
