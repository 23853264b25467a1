import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import jdk.internal.org.objectweb.asm.ClassReader;
import jdk.internal.org.objectweb.asm.ClassVisitor;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.Label;
import jdk.internal.org.objectweb.asm.MethodVisitor;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/**
 * Sockets of this JVM that ask for all addresses get the loopback address: the code of
 * Net.bind(family, descriptor, address, port) then begins with
 * if (address.isAnyLocalAddress()) address = InetAddress.getLoopbackAddress();
 */
public final class Loopback extends ClassVisitor {
    static final String NET = "sun/nio/ch/Net", ADDRESS = "java/net/InetAddress";

    public static void premain(String arguments, Instrumentation jvm) throws Exception {
        ClassFileTransformer change = new ClassFileTransformer() {
            public byte[] transform(ClassLoader loader, String name, Class<?> now, ProtectionDomain domain, byte[] code) {
                if (!NET.equals(name)) return null;
                ClassWriter writer = new ClassWriter(0);
                new ClassReader(code).accept(new Loopback(writer), 0);
                return writer.toByteArray();
            }
        };
        jvm.addTransformer(change, true);
        jvm.retransformClasses(Class.forName(NET.replace('/', '.')));
        jvm.removeTransformer(change);
    }

    Loopback(ClassVisitor next) {
        super(ASM8, next);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] errors) {
        MethodVisitor next = super.visitMethod(access, name, type, signature, errors);
        if (!name.equals("bind") || !type.startsWith("(Ljava/net/ProtocolFamily;")) return next;
        return new MethodVisitor(ASM8, next) {
            @Override
            public void visitCode() {
                Label end = new Label();
                super.visitCode();
                super.visitVarInsn(ALOAD, 2);
                super.visitMethodInsn(INVOKEVIRTUAL, ADDRESS, "isAnyLocalAddress", "()Z", false);
                super.visitJumpInsn(IFEQ, end);
                super.visitMethodInsn(INVOKESTATIC, ADDRESS, "getLoopbackAddress", "()L" + ADDRESS + ";", false);
                super.visitVarInsn(ASTORE, 2);
                super.visitLabel(end);
                super.visitFrame(F_SAME, 0, null, 0, null);
            }
        };
    }
}
