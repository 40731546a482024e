// 用公布的模式校验报告：networknt 的 json-schema-validator 1.x（JDK 17 以上）。
// Validate reports by the published schema with networknt's json-schema-validator 1.x (JDK 17 or later).
//
//   java -cp "json-schema-validator.jar:…" Validate.java report-2021.json report.json…
//
// One line for each problem, with its place; nothing for a valid report.

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class Validate {
    public static void main(String[] arguments) throws IOException {
        var reader = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // amounts, exactly
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of(arguments[0])));
        for (var path : List.of(arguments).subList(1, arguments.length)) {
            try {
                for (var problem : schema.validate(reader.readTree(Files.readString(Path.of(path)))))
                    System.out.println(path + "  " + problem);
            } catch (JsonProcessingException error) {
                System.out.println(path + "  " + error.getOriginalMessage());
            }
        }
    }
}
