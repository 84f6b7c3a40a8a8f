import java.io.FileReader;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;

/** Opens keys as the documented sample does, its provider registered; see open.php. */
class Open {
    public static void main(String[] args) {
        Security.addProvider(new BouncyCastleProvider());
        for (int i = 0; i < args.length; i += 2) {
            try {
                char[] pass = Files.readString(Paths.get(args[i + 1])).toCharArray();
                PEMParser parser = new PEMParser(new FileReader(args[i]));
                PEMEncryptedKeyPair pair = (PEMEncryptedKeyPair) parser.readObject();
                new JcaPEMKeyConverter().getKeyPair(
                    pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder().build(pass)));
                System.out.println("yes");
            } catch (Exception e) {
                System.out.println("no");
            }
        }
    }
}
