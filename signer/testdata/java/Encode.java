import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reference program: what Jackson's ObjectMapper writes of what it reads as an Object. */
public class Encode {
    static final ObjectMapper MAPPER = new ObjectMapper();

    static String encode(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            return "=" + base64(MAPPER.writeValueAsString(value));
        } catch (IOException e) {
            return "!" + base64(e.getMessage());
        }
    }

    static String base64(String s) {
        return Base64.getEncoder().encodeToString(s.getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var out = new StringBuilder("java\n");
        for (String line; (line = in.readLine()) != null; ) {
            byte[] text = Base64.getDecoder().decode(line);
            out.append(encode(new String(text, StandardCharsets.UTF_8))).append('\n');
        }
        new PrintStream(System.out, true, StandardCharsets.US_ASCII).print(out);
    }
}
