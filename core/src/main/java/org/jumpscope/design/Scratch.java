package org.jumpscope.design;
import org.jumpscope.dataset.*; import org.jumpscope.distribution.*; import org.jumpscope.network.*;
class Scratch { public static void main(String[] z){
 String[][] sets={{"normal(0,0.25)","normal(1,0.25)","0.5"},{"normal(0,0.25)","normal(1,0.4)","0.5"},{"normal(0,0.25)","normal(1,0.25)","0.8"},{"uniform(-1,1)","uniform(0,2)","0.5"},{"laplace(0,0.25)","student(5,1,0.25)","0.4"}};
 for(String[] set: sets) {var m=ClassMixture.of(0,Double.parseDouble(set[2]),DistributionParser.parse(set[0])).and(1,1-Double.parseDouble(set[2]),DistributionParser.parse(set[1]));
 System.out.println("=== "+m);
 for (String law: new String[]{"powerlaw(0,1e-2,1)","powerlaw(0.5,1e-4,1)","powerlaw(1,1e-2,1)","powerlaw(1.5,1e-3,1)","powerlaw(1.5,1e-4,1)","powerlaw(1.5,1e-6,1)","powerlaw(2,1e-4,1)","powerlaw(2,1e-6,1)","lognormal(0,1)","lognormal(0,3)","uniform(0.1,1)"})
 { long t=System.nanoTime(); var o=LossDesign.withDefaults().design(m,DistributionParser.parse(law),State.of(4,-2));
  System.out.println(law+" "+o.getClass().getSimpleName()+" "+(System.nanoTime()-t)/1000000+" ms "+o.reason()+" "+o.threshold());
  o.designed().ifPresent(d->{var e=d.equilibrium(); System.out.println("   grad "+e.gradient()+" of "+e.gradientScale()+" eig "+e.hessian().eigenvalues()+" concave "+e.concaveShare()+" risk "+e.risk()); for(var b:d.branches()) System.out.println("     "+b); for (var c:d.classes()) System.out.println("     knots "+c.loss().knots().size()+" "+c.loss().worstError()+" y "+c.loss().low()+" "+c.loss().high());});
 }}
}}
